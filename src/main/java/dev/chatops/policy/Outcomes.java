package dev.chatops.policy;

import dev.chatops.api.v1alpha1.OutcomeRules;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What an object says of itself, by the expressions of a definition. Immutable, for any thread.
///
/// Never throws: an expression that cannot be evaluated is not true and has no text, so an unknown
/// state is one that goes on.
public final class Outcomes {

  private final ObjectExpressions expressions;

  private Outcomes(ObjectExpressions expressions) {
    this.expressions = expressions;
  }

  /// The state of an object.
  public enum State {
    GOING_ON,
    SUCCEEDED,
    PARTIAL,
    FAILED
  }

  /// What cannot be compiled is left out.
  public static Outcomes of(OutcomeRules rules) {
    return compile(rules, "", problem -> {});
  }

  static Outcomes compile(OutcomeRules rules, String place, Consumer<Problem> found) {
    return new Outcomes(
        ObjectExpressions.compile(
            texts(rules),
            (name, mistake) ->
                found.accept(
                    new Problem(
                        "InvalidOutcome", place + "." + name, Excerpt.sentence(mistake + ".")))));
  }

  private static Map<String, String> texts(OutcomeRules rules) {
    var texts = new LinkedHashMap<String, String>();
    put(texts, "succeeded", rules.succeeded());
    put(texts, "failed", rules.failed());
    put(texts, "partial", rules.partial());
    put(texts, "progress", rules.progress());
    put(texts, "message", rules.message());
    return texts;
  }

  private static void put(Map<String, String> texts, String name, @Nullable String text) {
    if (text != null) {
      texts.put(name, text);
    }
  }

  /// @param object as JSON has it: maps, lists, texts, numbers, booleans
  public State state(Map<String, Object> object) {
    if (expressions.holds("failed", object)) {
      return State.FAILED;
    }
    if (expressions.holds("partial", object)) {
      return State.PARTIAL;
    }
    return expressions.holds("succeeded", object) ? State.SUCCEEDED : State.GOING_ON;
  }

  /// Text for people while it goes on; empty where there is none.
  public String progress(Map<String, Object> object) {
    return expressions.text("progress", object);
  }

  /// Text for people once it has ended; empty where there is none.
  public String message(Map<String, Object> object) {
    return expressions.text("message", object);
  }
}
