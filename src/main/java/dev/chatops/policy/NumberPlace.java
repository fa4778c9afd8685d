package dev.chatops.policy;

import dev.chatops.api.v1alpha1.ParameterType;
import dev.chatops.api.v1alpha1.RollbackAction;
import dev.chatops.api.v1alpha1.ScaleAction;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An integer parameter where only numbers from `least` on make sense.
record NumberPlace(String parameter, long least) {

  /// A negative integer would read as a step down.
  static Optional<NumberPlace> replicas(ScaleAction scale, Parameters parameters) {
    return of(scale.replicas(), 0, parameters);
  }

  static Optional<NumberPlace> revision(RollbackAction rollback, Parameters parameters) {
    return of(rollback.revision(), 1, parameters);
  }

  private static Optional<NumberPlace> of(
      @Nullable String text, long least, Parameters parameters) {
    return Optional.ofNullable(text)
        .flatMap(Template::parse)
        .flatMap(Template::whole)
        .filter(name -> isInteger(parameters.get(name)))
        .map(name -> new NumberPlace(name, least));
  }

  private static boolean isInteger(@Nullable CompiledParameter parameter) {
    return parameter != null && parameter.declared().kind() == ParameterType.INTEGER;
  }

  Optional<String> misfit(Map<String, String> values) {
    return Optional.ofNullable(values.get(parameter))
        .filter(value -> Long.parseLong(value) < least)
        .map(value ->
            "%s must be at least %d, not %s.".formatted(parameter, least, Excerpt.quoted(value)));
  }

  Optional<String> misfitOfDefault(Parameters parameters) {
    return Optional.ofNullable(parameters.get(parameter))
        .flatMap(CompiledParameter::preset)
        .flatMap(preset -> misfit(Map.of(parameter, preset)));
  }
}
