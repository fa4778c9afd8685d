package dev.chatops.intake.grammar;

import dev.chatops.api.v1alpha1.Parameter;
import dev.chatops.api.v1alpha1.ParameterType;
import dev.chatops.policy.Definition;
import dev.chatops.policy.Excerpt;
import dev.chatops.policy.Nearest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// Gives each argument of one line to a parameter.
final class ArgumentReader {
  private final Definition definition;
  private final List<Parameter> parameters;
  private final SequencedMap<String, String> values = new LinkedHashMap<>();
  private boolean named;

  private ArgumentReader(Definition definition) {
    this.definition = definition;
    this.parameters = definition.spec().declaredParameters();
  }

  /// @return values as typed, each of which its parameter takes
  static SequencedMap<String, String> read(Definition definition, List<Token> arguments)
      throws NotUnderstood {
    var reader = new ArgumentReader(definition);
    for (int i = 0; i < arguments.size(); i++) {
      switch (arguments.get(i)) {
        case Token.Named argument -> reader.named(argument);
        case Token.Quoted argument ->
            reader.put(reader.next(argument), argument.text(), argument.at());
        case Token.Word argument -> {
          Parameter parameter = reader.next(argument);
          if (parameter.kind() == ParameterType.QUANTITY && step(argument)) {
            Token number = i + 1 < arguments.size() ? arguments.get(++i) : argument;
            reader.put(parameter, stepped(argument, number), argument.at());
          } else {
            reader.put(parameter, argument.text(), argument.at());
          }
        }
      }
    }
    return reader.values;
  }

  private static boolean step(Token.Word word) {
    return word.is("up") || word.is("down");
  }

  private static String stepped(Token.Word direction, Token number) throws NotUnderstood {
    if (number instanceof Token.Word word
        && word.text().chars().allMatch(c -> c >= '0' && c <= '9')) {
      return (direction.is("up") ? "+" : "-") + word.text();
    }
    throw new NotUnderstood(
        Cause.BAD_VALUE, "Write a number behind up or down, such as up 2.", number.at());
  }

  private void named(Token.Named argument) throws NotUnderstood {
    named = true;
    for (Parameter parameter : parameters) {
      if (parameter.name().equals(argument.name())) {
        put(parameter, argument.value(), argument.valueAt());
        return;
      }
    }
    throw new NotUnderstood(
        Cause.UNKNOWN_PARAMETER,
        "%s has no parameter %s%s Quote it all to pass it as it stands."
            .formatted(definition.name(), Excerpt.quoted(argument.name()), hint(argument.name())),
        argument.at());
  }

  private String hint(String name) {
    List<String> nearest = Nearest.of(name, parameters.stream().map(Parameter::name).toList());
    return nearest.isEmpty() ? "." : "; did you mean " + nearest.getFirst() + "?";
  }

  private Parameter next(Token argument) throws NotUnderstood {
    if (named) {
      throw new NotUnderstood(
          Cause.MISPLACED_ARGUMENT,
          "Plain arguments stand before name=value: give this one its name too.",
          argument.at());
    }
    if (values.size() == parameters.size()) {
      throw new NotUnderstood(Cause.TOO_MANY_ARGUMENTS, tooMany(argument), argument.at());
    }
    return parameters.get(values.size());
  }

  private String tooMany(Token argument) {
    String taken =
        switch (parameters.size()) {
          case 0 -> "no argument";
          case 1 -> "one argument";
          default -> parameters.size() + " arguments";
        };
    boolean namespace = argument instanceof Token.Word word && word.is("in");
    return "%s takes %s: %s"
        .formatted(
            definition.name(),
            taken,
            namespace
                ? "write in <namespace> behind all of them."
                : "leave out what begins here, or quote what belongs together.");
  }

  private void put(Parameter parameter, String value, int at) throws NotUnderstood {
    var refusal = definition.refusal(parameter.name(), value);
    if (refusal.isPresent()) {
      throw new NotUnderstood(Cause.BAD_VALUE, refusal.get(), at);
    }
    if (values.putIfAbsent(parameter.name(), value) != null) {
      throw new NotUnderstood(
          Cause.REPEATED_PARAMETER,
          "%s already has a value: leave one of them out.".formatted(parameter.name()),
          at);
    }
  }
}
