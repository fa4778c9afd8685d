package dev.chatops.policy;

import dev.chatops.api.v1alpha1.Parameter;
import io.fabric8.kubernetes.api.model.IntOrString;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The parameters of one definition, by name, in the order in which chat takes them.
record Parameters(SequencedMap<String, CompiledParameter> byName) {

  static Parameters of(List<Parameter> declared) {
    var byName = new LinkedHashMap<String, CompiledParameter>();
    declared.forEach(parameter -> byName.put(parameter.name(), CompiledParameter.of(parameter)));
    return new Parameters(byName);
  }

  @Nullable CompiledParameter get(String name) {
    return byName.get(name);
  }

  /// @param usage shown where it helps
  Binding bind(Map<String, IntOrString> given, String usage) {
    for (String name : new TreeSet<>(given.keySet())) {
      if (!byName.containsKey(name)) {
        return misfit(unknown(name) + " Usage: " + usage);
      }
    }
    var missing = new ArrayList<String>();
    var values = new TreeMap<String, String>();
    for (CompiledParameter parameter : byName.values()) {
      IntOrString value = given.get(parameter.name());
      if (value == null || value.getValue() == null) {
        parameter.preset().ifPresent(preset -> values.put(parameter.name(), preset));
        if (parameter.declared().mandatory()) {
          missing.add(parameter.name());
        }
        continue;
      }
      switch (parameter.read(value.getValue().toString())) {
        case CompiledParameter.Reading.Value(String text) -> values.put(parameter.name(), text);
        case CompiledParameter.Reading.Refused(String message) -> {
          return misfit(message);
        }
      }
    }
    return missing.isEmpty()
        ? new Binding.Bound(new Arguments(values))
        : misfit("Missing: %s. Usage: %s".formatted(listed(missing), usage));
  }

  /// Names a parameter that is not there, and the one that may have been meant.
  String unknown(String name) {
    String sentence = "There is no parameter " + Excerpt.quoted(name);
    List<String> nearest = Nearest.of(name, byName.keySet());
    return nearest.isEmpty()
        ? sentence + "."
        : sentence + "; did you mean " + nearest.getFirst() + "?";
  }

  String usage(String command) {
    var usage = new StringBuilder(command);
    for (CompiledParameter parameter : byName.values()) {
      String preset = parameter.declared().defaultValue();
      usage
          .append(' ')
          .append(
              parameter.declared().mandatory()
                  ? "<" + parameter.name() + ">"
                  : "["
                      + parameter.name()
                      + (preset == null ? "" : "=" + Excerpt.of(preset, 32))
                      + "]");
    }
    return Excerpt.of(usage.toString(), 512);
  }

  private static String listed(List<String> names) {
    return Excerpt.of(String.join(", ", names), 80);
  }

  private static Binding misfit(String message) {
    return new Binding.Misfit(Excerpt.sentence(message));
  }
}
