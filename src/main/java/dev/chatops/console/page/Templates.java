package dev.chatops.console.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.chatops.output.Legible;
import io.quarkus.qute.Engine;
import io.quarkus.qute.Expression;
import io.quarkus.qute.ReflectionValueResolver;
import io.quarkus.qute.ResultMapper;
import io.quarkus.qute.TemplateLocator;
import io.quarkus.qute.TemplateNode.Origin;
import io.quarkus.qute.Variant;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.util.Map;
import java.util.Optional;

/// Prints the templates in `console/templates`.
///
/// An expression that does not resolve is an error. Whatever is printed is made legible and
/// escaped; there is no way round it in a template.
public final class Templates {

  private static final String FOLDER = "console/templates/";

  private final Engine engine =
      Engine.builder()
          .addDefaults()
          .addValueResolver(new ReflectionValueResolver())
          .addLocator(Templates::locate)
          .addResultMapper(new Escaped())
          .strictRendering(true)
          .removeStandaloneLines(true)
          .build();

  /// @param template without `.html`
  /// @param data what the template speaks of, by name
  public String print(String template, Map<String, ?> data) {
    var instance = engine.getTemplate(template).instance();
    data.forEach(instance::data);
    return instance.render();
  }

  private static Optional<TemplateLocator.TemplateLocation> locate(String name) {
    InputStream file =
        Templates.class.getClassLoader().getResourceAsStream(FOLDER + name + ".html");
    return Optional.ofNullable(file).map(Location::new);
  }

  private record Location(InputStream file) implements TemplateLocator.TemplateLocation {
    @Override
    public Reader read() {
      return new InputStreamReader(file, UTF_8);
    }

    @Override
    public Optional<Variant> getVariant() {
      return Optional.empty();
    }
  }

  private static final class Escaped implements ResultMapper {
    @Override
    public int getPriority() {
      return 100;
    }

    @Override
    public boolean appliesTo(Origin origin, Object result) {
      return true;
    }

    @Override
    public String map(Object result, Expression expression) {
      return escaped(Legible.lines(result.toString()));
    }
  }

  static String escaped(String text) {
    var escaped = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> escaped.append("&amp;");
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '"' -> escaped.append("&quot;");
        case '\'' -> escaped.append("&#39;");
        default -> escaped.append(c);
      }
    }
    return escaped.toString();
  }
}
