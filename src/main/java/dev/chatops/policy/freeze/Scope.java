package dev.chatops.policy.freeze;

import dev.chatops.api.v1alpha1.ActionSpec;
import dev.chatops.api.v1alpha1.FreezeWindowSpec;
import dev.chatops.policy.Excerpt;
import dev.chatops.policy.Nearest;
import dev.chatops.policy.Problem;
import dev.chatops.policy.selector.NamespaceSelector;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a window holds for: namespaces and commands and actions. An empty list holds for all, and
/// so does one that cannot be understood.
///
/// @param commands names of AllowedCommands, `*` at the end allowed
/// @param actions members of `spec.action`
record Scope(NamespaceSelector namespaces, List<String> commands, List<String> actions) {
  private static final List<String> ACTIONS =
      Arrays.stream(ActionSpec.class.getRecordComponents()).map(RecordComponent::getName).toList();

  private static final Pattern COMMAND =
      Pattern.compile("\\*|[a-z0-9]([-.a-z0-9]*[a-z0-9])?|[a-z0-9][-.a-z0-9]*\\*");

  static Scope compile(FreezeWindowSpec spec, Consumer<Problem> found) {
    return new Scope(
        NamespaceSelector.compile(spec.namespaceSelector(), found),
        understood(spec.commands(), Scope::commandProblem, "spec.commands", found),
        understood(spec.actions(), Scope::actionProblem, "spec.actions", found));
  }

  boolean covers(Attempt attempt) {
    return namespaces.matches(attempt.namespaceLabels())
        && (commands.isEmpty() || commands.stream().anyMatch(c -> names(c, attempt.command())))
        && (actions.isEmpty() || actions.contains(attempt.action()));
  }

  private static boolean names(String pattern, String command) {
    return pattern.endsWith("*")
        ? command.startsWith(pattern.substring(0, pattern.length() - 1))
        : command.equals(pattern);
  }

  private interface Check {
    /// What is wrong with a member of a list at a place.
    @Nullable Problem problem(String member, String place);
  }

  private static List<String> understood(
      @Nullable List<String> written, Check check, String place, Consumer<Problem> found) {
    List<String> members = written == null ? List.of() : List.copyOf(written);
    boolean good = true;
    for (int i = 0; i < members.size(); i++) {
      Problem problem = check.problem(members.get(i), "%s[%d]".formatted(place, i));
      if (problem != null) {
        found.accept(problem);
        good = false;
      }
    }
    return good ? members : List.of();
  }

  private static @Nullable Problem commandProblem(String pattern, String place) {
    return COMMAND.matcher(pattern).matches()
        ? null
        : new Problem(
            "InvalidPattern",
            place,
            "%s can name no AllowedCommand; write a name, such as deploy-web, or its beginning and *, such as deploy-*."
                .formatted(Excerpt.quoted(pattern)));
  }

  private static @Nullable Problem actionProblem(String action, String place) {
    if (ACTIONS.contains(action)) {
      return null;
    }
    List<String> nearest = Nearest.of(action, ACTIONS);
    return new Problem(
        "UnknownAction",
        place,
        "there is no action %s; %s"
            .formatted(
                Excerpt.quoted(action),
                nearest.isEmpty()
                    ? "known are " + String.join(", ", ACTIONS) + "."
                    : "did you mean " + nearest.getFirst() + "?"));
  }
}
