package dev.chatops.console.http;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.codec.digest.DigestUtils;

/// Style sheet and scripts. Their addresses change with their content, so browsers keep them.
public final class Assets {

  private static final String FOLDER = "console/assets/";
  private static final String PATH = "/console/assets/";
  private static final int HASH = 8;

  private final Map<String, Asset> byPath;
  private final Asset style =
      Asset.of("console.css", "text/css", "base.css", "parts.css", "charts.css", "states.css");
  private final Asset theme = Asset.of("theme.js", "text/javascript", "theme.js");

  /// In one file: in files of their own htmx may start before its extension is there.
  private final Asset script =
      Asset.of("console.js", "text/javascript", "htmx.min.js", "hx-sse.min.js", "console.js");

  public Assets() {
    byPath = Map.of(style.path(), style, theme.path(), theme, script.path(), script);
  }

  /// @param zipped with gzip, which every browser reads
  record Asset(String path, String type, Buffer zipped) {

    static Asset of(String name, String type, String... files) {
      var all = new ByteArrayOutputStream();
      for (String file : files) {
        all.writeBytes(read(file));
        all.write('\n');
      }
      byte[] content = all.toByteArray();
      return new Asset(PATH + hash(content) + "/" + name, type + ";charset=utf-8", zip(content));
    }
  }

  Optional<Asset> at(String path) {
    return Optional.ofNullable(byPath.get(path));
  }

  /// For templates.
  public String style() {
    return style.path();
  }

  public String theme() {
    return theme.path();
  }

  public String script() {
    return script.path();
  }

  private static byte[] read(String file) {
    try (InputStream in = Assets.class.getClassLoader().getResourceAsStream(FOLDER + file)) {
      if (in == null) {
        throw new IllegalStateException("not packaged: " + file);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Buffer zip(byte[] content) {
    var zipped = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(zipped)) {
      out.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Buffer.buffer(zipped.toByteArray());
  }

  private static String hash(byte[] content) {
    return DigestUtils.sha256Hex(content).substring(0, 2 * HASH);
  }
}
