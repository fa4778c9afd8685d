package dev.chatops.policy;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.chatops.api.v1alpha1.Parameter;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One parameter that reads values.
///
/// @param pattern of a string; null stands for [#PLAIN], and for one that is no pattern
record CompiledParameter(Parameter declared, @Nullable Pattern pattern) {
  static final int LONGEST = 1024;
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._:/@-]+");
  private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,18}");
  private static final Pattern QUANTITY = Pattern.compile("[+-]?[0-9]{1,18}");

  /// What a value turns out to be.
  sealed interface Reading {

    /// @param text in canonical form
    record Value(String text) implements Reading {}

    /// @param message one sentence that begins with the parameter's name
    record Refused(String message) implements Reading {}
  }

  static CompiledParameter of(Parameter declared) {
    String pattern = declared.pattern();
    try {
      return new CompiledParameter(
          declared, pattern == null ? null : BoundedPattern.compile(pattern));
    } catch (PatternSyntaxException noPattern) {
      return new CompiledParameter(declared, null);
    }
  }

  String name() {
    return declared.name();
  }

  /// Whether every command has a value for it.
  boolean alwaysSet() {
    return declared.mandatory() || declared.defaultValue() != null;
  }

  List<String> allowedValues() {
    return declared.values() == null ? List.of() : declared.values();
  }

  /// The default in canonical form, where there is one that fits.
  Optional<String> preset() {
    String preset = declared.defaultValue();
    return preset != null && read(preset) instanceof Reading.Value(String text)
        ? Optional.of(text)
        : Optional.empty();
  }

  Reading read(String raw) {
    return unsafe(raw)
        .<Reading>map(Reading.Refused::new)
        .orElseGet(() ->
            switch (declared.kind()) {
              case STRING -> string(raw);
              case INTEGER -> integer(raw);
              case BOOLEAN -> bool(raw);
              case ENUM -> oneOf(raw);
              case QUANTITY -> quantity(raw);
            });
  }

  /// A canonical value as rules see it.
  Object typed(String canonical) {
    return switch (declared.kind()) {
      case INTEGER -> Long.parseLong(canonical);
      case BOOLEAN -> Boolean.parseBoolean(canonical);
      case STRING, ENUM, QUANTITY -> canonical;
    };
  }

  private Optional<String> unsafe(String raw) {
    if (raw.length() > LONGEST) {
      return Optional.of(
          "%s has %d characters; %d is the most.".formatted(name(), raw.length(), LONGEST));
    }
    if (raw.contains(Template.OPENING)) {
      return Optional.of(
          "%s must not contain ${: only the definition names parameters.".formatted(name()));
    }
    return HiddenCharacters.first(raw)
        .map(character ->
            "%s contains the character %s, which arguments may not have. Type it anew."
                .formatted(name(), character));
  }

  private Reading string(String raw) {
    if (Objects.requireNonNullElse(pattern, PLAIN).matches(raw)) {
      return new Reading.Value(raw);
    }
    return pattern == null
        ? refused("may have letters, digits and . _ - : / @ only", raw)
        : refused("must match %s%s".formatted(Excerpt.of(pattern.pattern(), 80), example()), raw);
  }

  private String example() {
    Stream<String> examples =
        declared.examples() == null ? Stream.empty() : declared.examples().stream();
    return Stream.concat(examples, Stream.ofNullable(declared.defaultValue()))
        .findFirst()
        .map(example -> " (for example " + Excerpt.of(example, 30) + ")")
        .orElse("");
  }

  private Reading integer(String raw) {
    if (!INTEGER.matches(raw)) {
      return refused("must be a whole number", raw);
    }
    long number = Long.parseLong(raw);
    Bounds bounds = bounds();
    return bounds.hold(number)
        ? new Reading.Value(Long.toString(number))
        : refused(bounds.sentence(), raw);
  }

  /// Bounds speak of a number of replicas; a step up or down is held to the greatest only. What the
  /// sum may be is up to the action.
  private Reading quantity(String raw) {
    if (!QUANTITY.matches(raw)) {
      return refused("must be a number, or +number or -number for a step", raw);
    }
    char sign = raw.charAt(0);
    boolean step = sign == '+' || sign == '-';
    long number = Long.parseLong(step ? raw.substring(1) : raw);
    Bounds bounds = step ? new Bounds(null, declared.max()) : bounds();
    return bounds.hold(number)
        ? new Reading.Value((step ? Character.toString(sign) : "") + number)
        : refused(step ? "must be a step of " + bounds.range() : bounds.sentence(), raw);
  }

  private Bounds bounds() {
    return new Bounds(declared.min(), declared.max());
  }

  private Reading bool(String raw) {
    return raw.equals("true") || raw.equals("false")
        ? new Reading.Value(raw)
        : refused("must be true or false", raw);
  }

  private Reading oneOf(String raw) {
    return allowedValues().contains(raw)
        ? new Reading.Value(raw)
        : refused("must be one of " + Excerpt.of(String.join(", ", allowedValues()), 80), raw);
  }

  private Reading refused(String rule, String raw) {
    return new Reading.Refused("%s %s, not %s.".formatted(name(), rule, Excerpt.quoted(raw)));
  }

  /// Least and greatest number, where there are such.
  private record Bounds(@Nullable Long min, @Nullable Long max) {

    boolean hold(long number) {
      return (min == null || number >= min) && (max == null || number <= max);
    }

    String sentence() {
      return "must be " + range();
    }

    String range() {
      if (min == null) {
        return "at most " + max;
      }
      return max == null ? "at least " + min : "between " + min + " and " + max;
    }
  }
}
