package dev.chatops.console.calendar;

import dev.chatops.api.v1alpha1.AllowedCommandSpec;
import dev.chatops.api.v1alpha1.AllowedCommandSpec.FreezePolicy;
import dev.chatops.policy.Definition;
import dev.chatops.policy.freeze.Attempt;
import dev.chatops.policy.freeze.Freeze;
import dev.chatops.policy.freeze.Verdict;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/// Whether a command could start now, as far as windows go.
///
/// @param sentence which window, why, and when it opens; empty where none holds
public record Answer(String command, boolean frozen, String sentence) {

  /// Empty for a command that changes nothing: no window looks at it.
  static Stream<Answer> of(
      Definition definition, Map<String, String> labels, Freeze freeze, Instant now) {
    AllowedCommandSpec spec = definition.spec();
    String action = spec.action().given().getFirst();
    if (action.equals("show")) {
      return Stream.of();
    }
    var attempt =
        new Attempt(
            labels,
            definition.name(),
            action,
            Objects.requireNonNullElse(spec.freeze(), FreezePolicy.RESPECT));
    return Stream.of(
        switch (freeze.verdict(attempt, now)) {
          case Verdict.Open() -> new Answer(definition.name(), false, "");
          case Verdict.Frozen frozen -> new Answer(definition.name(), true, frozen.sentence());
        });
  }
}
