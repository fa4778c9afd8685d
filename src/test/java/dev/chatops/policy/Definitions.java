package dev.chatops.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.chatops.api.v1alpha1.AllowedCommandSpec;
import io.fabric8.kubernetes.api.model.IntOrString;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Definitions as people write them, for tests.
final class Definitions {
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  private Definitions() {}

  static AllowedCommandSpec spec(String yaml) {
    try {
      return YAML.readValue(yaml, AllowedCommandSpec.class);
    } catch (JsonProcessingException wrong) {
      throw new IllegalArgumentException(yaml, wrong);
    }
  }

  static Definition usable(String yaml) {
    Compiled compiled = Definition.compile("deploy-web", spec(yaml));
    assertThat(compiled).isInstanceOf(Compiled.Usable.class);
    return ((Compiled.Usable) compiled).definition();
  }

  static List<Problem> problems(String yaml) {
    return problems("deploy-web", yaml);
  }

  static List<Problem> problems(String name, String yaml) {
    return switch (Definition.compile(name, spec(yaml))) {
      case Compiled.Usable usable -> List.of();
      case Compiled.Unusable(List<Problem> problems) -> problems;
    };
  }

  static Map<String, IntOrString> given(Map<String, ?> values) {
    return values.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> new IntOrString(entry.getValue())));
  }

  static Binding bind(Definition definition, Map<String, ?> values) {
    return definition.bind(given(values));
  }

  static Arguments bound(Definition definition, Map<String, ?> values) {
    Binding binding = bind(definition, values);
    assertThat(binding).isInstanceOf(Binding.Bound.class);
    return ((Binding.Bound) binding).arguments();
  }

  static String misfit(Definition definition, Map<String, ?> values) {
    Binding binding = bind(definition, values);
    assertThat(binding).isInstanceOf(Binding.Misfit.class);
    return ((Binding.Misfit) binding).message();
  }
}
