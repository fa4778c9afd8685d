package dev.chatops.policy;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Text with `${parameter}` in it. A value that was filled in is never looked at again.
record Template(List<Part> parts) {
  static final String OPENING = "${";
  private static final Pattern NAME = Pattern.compile("[a-z][a-zA-Z0-9_]*");

  /// A piece of the text.
  sealed interface Part {
    record Literal(String text) implements Part {}

    record Reference(String parameter) implements Part {}
  }

  /// Empty when a `${` is not followed by the name of a parameter and `}`.
  static Optional<Template> parse(String text) {
    var parts = new ArrayList<Part>();
    int from = 0;
    for (int open; (open = text.indexOf(OPENING, from)) >= 0; ) {
      int close = text.indexOf('}', open);
      if (close < 0 || !NAME.matches(text.substring(open + OPENING.length(), close))) {
        return Optional.empty();
      }
      if (open > from) {
        parts.add(new Part.Literal(text.substring(from, open)));
      }
      parts.add(new Part.Reference(text.substring(open + OPENING.length(), close)));
      from = close + 1;
    }
    if (from < text.length()) {
      parts.add(new Part.Literal(text.substring(from)));
    }
    return Optional.of(new Template(List.copyOf(parts)));
  }

  /// Names of the parameters in it, in their order.
  List<String> parameters() {
    return parts.stream()
        .filter(Part.Reference.class::isInstance)
        .map(part -> ((Part.Reference) part).parameter())
        .distinct()
        .toList();
  }

  /// The parameter that is the whole text.
  Optional<String> whole() {
    return parts.size() == 1 && parts.getFirst() instanceof Part.Reference(String parameter)
        ? Optional.of(parameter)
        : Optional.empty();
  }

  /// The values with which it becomes a text. Empty where there are none, and where several
  /// parameters would have to share it.
  Optional<Map<String, String>> values(String text) {
    List<String> parameters = parameters();
    if (parameters.isEmpty()) {
      return fill(Map.of()).equals(text) ? Optional.of(Map.of()) : Optional.empty();
    }
    String before = parts.getFirst() instanceof Part.Literal(String literal) ? literal : "";
    String after = parts.getLast() instanceof Part.Literal(String literal) ? literal : "";
    if (parameters.size() > 1 || text.length() <= before.length() + after.length()) {
      return Optional.empty();
    }
    Map<String, String> values =
        Map.of(
            parameters.getFirst(), text.substring(before.length(), text.length() - after.length()));
    return fill(values).equals(text) ? Optional.of(values) : Optional.empty();
  }

  String fill(Map<String, String> values) {
    return fill(
        name -> Objects.requireNonNull(values.get(name), "a parameter in use has no value"));
  }

  String fill(UnaryOperator<String> valueOf) {
    var text = new StringBuilder();
    for (Part part : parts) {
      text.append(
          switch (part) {
            case Part.Literal(String literal) -> literal;
            case Part.Reference(String parameter) -> valueOf.apply(parameter);
          });
    }
    return text.toString();
  }
}
