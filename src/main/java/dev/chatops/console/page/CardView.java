package dev.chatops.console.page;

import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.api.v1alpha1.Check;
import dev.chatops.api.v1alpha1.Link;
import dev.chatops.api.v1alpha1.Output;
import dev.chatops.api.v1alpha1.PlannedChange;
import dev.chatops.api.v1alpha1.Progress;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A command as it is shown: what was asked, what it does, how far it is, and what one can do.
///
/// @param id what people call it, without `#`
/// @param line as it was understood, in words that could be sent again
/// @param person who asked
/// @param way in, such as `Slack`
/// @param message of the operator; empty where the card says the same in other words
/// @param next what a person can do; empty where nothing is to be done
/// @param consent who has to agree, in one sentence; empty where nobody has to
/// @param until when approvals are no longer waited for
/// @param took how long it ran; empty while it runs
/// @param logged whether its Job has a log of its own
/// @param folded whether it is over and went well, a while ago
public record CardView(
    String uid,
    String namespace,
    String name,
    String id,
    String command,
    String line,
    String person,
    String way,
    Stamp at,
    @Nullable String reason,
    Look look,
    String words,
    List<Step> steps,
    @Nullable PlanView plan,
    @Nullable Progress progress,
    String message,
    String next,
    String consent,
    @Nullable Stamp until,
    List<Vote> votes,
    String took,
    List<Check> checks,
    Map<String, String> result,
    @Nullable Output output,
    boolean logged,
    List<Link> links,
    @Nullable Choices choices,
    boolean folded) {

  /// What will be, or was, changed.
  public record PlanView(
      String target,
      String summary,
      List<PlannedChange> changes,
      boolean forGood,
      @Nullable String caution) {}

  /// A decision that counted.
  ///
  /// @param word such as `Approved`
  /// @param way in, such as `Slack`
  public record Vote(String word, String name, String way, Stamp at) {}

  /// What whoever reads this can decide.
  ///
  /// @param digest of the plan that they read; empty without a plan
  /// @param target what must be typed to approve; null where a click is enough
  public record Choices(boolean approve, boolean cancel, String digest, @Nullable String target) {}

  /// The Job that a command makes, or looks at; null where it is about something else.
  public static @Nullable String job(ChatCommand command) {
    var status = command.getStatus();
    return status != null && status.plan() != null && status.plan().target().kind().equals("Job")
        ? status.plan().target().name()
        : null;
  }

  /// Path of its own page.
  public String path() {
    return "/console/c/" + namespace + "/commands/" + name;
  }

  public String initials() {
    return person.isEmpty() ? "?" : person.substring(0, person.offsetByCodePoints(0, 1));
  }

  /// One of five colours, the same for the same person.
  public int hue() {
    return Math.floorMod(person.hashCode(), 5);
  }

  /// For who hears the page.
  public String spoken() {
    return "%s, asked by %s: %s".formatted(command, person, words);
  }
}
