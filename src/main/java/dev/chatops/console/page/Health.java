package dev.chatops.console.page;

import dev.chatops.api.v1alpha1.Condition;
import dev.chatops.api.v1alpha1.ConditionStatus;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Whether something of chat works, as its conditions say.
///
/// @param message what is wrong and what to do, in the gateway's words
/// @param since null where nothing was said yet
public record Health(Look look, String words, String message, @Nullable Stamp since) {

  /// @param generation of the resource; what was said of an earlier one is not about it
  static Health of(@Nullable List<Condition> conditions, long generation) {
    Optional<Condition> ready = Condition.find(conditions, "Ready");
    if (ready.isEmpty()) {
      return unknown(
          "Not looked at yet", "The chat gateway has said nothing about it yet: see that it runs.");
    }
    if (ready.get().observedGeneration() < generation) {
      return unknown(
          "Changed, not looked at yet",
          "It was changed, and the chat gateway has not looked at it since: see that it runs.");
    }
    return said(ready.get(), isTrue(Condition.find(conditions, "Stalled")));
  }

  private static Health said(Condition ready, boolean stalled) {
    Stamp since = Stamp.of(ready.lastTransitionTime());
    return switch (ready.status()) {
      case TRUE -> new Health(new Look("ok", "check"), "Ready", ready.message(), since);
      case FALSE ->
          stalled
              ? new Health(new Look("bad", "cross"), "Must be mended", ready.message(), since)
              : new Health(new Look("waiting", "hand"), "Not ready", ready.message(), since);
      case UNKNOWN ->
          new Health(new Look("unknown", "question"), "Unknown", ready.message(), since);
    };
  }

  private static Health unknown(String words, String message) {
    return new Health(new Look("unknown", "question"), words, message, null);
  }

  private static boolean isTrue(Optional<Condition> condition) {
    return condition.filter(each -> each.status() == ConditionStatus.TRUE).isPresent();
  }

  public boolean works() {
    return look.tone().equals("ok");
  }
}
