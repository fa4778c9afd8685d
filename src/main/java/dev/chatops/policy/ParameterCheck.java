package dev.chatops.policy;

import com.google.re2j.PatternSyntaxException;
import dev.chatops.api.v1alpha1.Parameter;
import dev.chatops.api.v1alpha1.ParameterType;
import java.util.HashSet;
import java.util.List;
import java.util.function.Consumer;

/// Whether the parameters of a definition are sound in themselves.
final class ParameterCheck {
  static final String INVALID = "InvalidParameter";

  private final Consumer<Problem> found;

  private ParameterCheck(Consumer<Problem> found) {
    this.found = found;
  }

  static void check(List<Parameter> parameters, Consumer<Problem> found) {
    var check = new ParameterCheck(found);
    var names = new HashSet<String>();
    for (int i = 0; i < parameters.size(); i++) {
      Parameter parameter = parameters.get(i);
      String place = "spec.parameters[" + i + "]";
      if (!names.add(parameter.name())) {
        check.report(place + ".name", "two parameters have this name; give one another name.");
      }
      check.fields(parameter, place);
      if (check.pattern(parameter, place + ".pattern")) {
        check.values(CompiledParameter.of(parameter), place);
      }
    }
  }

  /// A field that its type does not read would promise what nobody keeps.
  private void fields(Parameter parameter, String place) {
    ParameterType type = parameter.kind();
    boolean number = type == ParameterType.INTEGER || type == ParameterType.QUANTITY;
    if (parameter.pattern() != null && type != ParameterType.STRING) {
      report(place + ".pattern", "only a parameter of type string can have a pattern.");
    }
    if (parameter.values() != null && type != ParameterType.ENUM) {
      report(place + ".values", "only a parameter of type enum can list values.");
    }
    if (type == ParameterType.ENUM
        && (parameter.values() == null || parameter.values().isEmpty())) {
      report(place + ".values", "an enum must list its values.");
    }
    if (!number && (parameter.min() != null || parameter.max() != null)) {
      report(place, "min and max are for the types integer and quantity only.");
    }
    if (parameter.min() != null && parameter.max() != null && parameter.min() > parameter.max()) {
      report(place + ".min", "min is greater than max.");
    }
  }

  private boolean pattern(Parameter parameter, String place) {
    if (parameter.pattern() == null) {
      return true;
    }
    try {
      var _ = BoundedPattern.compile(parameter.pattern());
      return true;
    } catch (PatternSyntaxException invalid) {
      found.accept(
          new Problem(
              "InvalidPattern",
              place,
              "RE2 does not take it: %s. It has no lookaround and no back references."
                  .formatted(Excerpt.of(invalid.getDescription(), 80))));
      return false;
    }
  }

  private void values(CompiledParameter parameter, String place) {
    Parameter declared = parameter.declared();
    value(
        parameter,
        declared.defaultValue() == null ? List.of() : List.of(declared.defaultValue()),
        place + ".default");
    value(
        parameter,
        declared.examples() == null ? List.of() : declared.examples(),
        place + ".examples");
    if (declared.kind() == ParameterType.ENUM) {
      value(parameter, parameter.allowedValues(), place + ".values");
    }
  }

  private void value(CompiledParameter parameter, List<String> values, String place) {
    for (String value : values) {
      if (parameter.read(value) instanceof CompiledParameter.Reading.Refused(String message)) {
        report(place, message);
        return;
      }
    }
  }

  private void report(String place, String message) {
    found.accept(new Problem(INVALID, place, Excerpt.sentence(message)));
  }
}
