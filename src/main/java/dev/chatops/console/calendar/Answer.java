package dev.chatops.console.calendar;

import dev.chatops.api.v1alpha1.ActionSpec;
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
import org.jspecify.annotations.Nullable;

/// Whether a command could start now, as far as windows go.
///
/// @param sentence which window, why, and when it opens; empty where none holds
public record Answer(String command, boolean frozen, String sentence) {

  /// Empty for a command that changes nothing: no window looks at it.
  static Stream<Answer> of(
      Definition definition, Map<String, String> labels, Freeze freeze, Instant now) {
    AllowedCommandSpec spec = definition.spec();
    String action = action(spec.action());
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

  /// The one member that is there.
  private static String action(ActionSpec action) {
    return Stream.of(
            named("deploy", action.deploy()),
            named("scale", action.scale()),
            named("restart", action.restart()),
            named("rollback", action.rollback()),
            named("pause", action.pause()),
            named("resume", action.resume()),
            named("job", action.job()),
            named("trigger", action.trigger()),
            named("show", action.show()),
            named("create", action.create()))
        .flatMap(name -> name)
        .findFirst()
        .orElse("");
  }

  private static Stream<String> named(String name, @Nullable Object member) {
    return member == null ? Stream.of() : Stream.of(name);
  }
}
