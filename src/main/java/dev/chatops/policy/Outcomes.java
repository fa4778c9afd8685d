package dev.chatops.policy;

import dev.cel.bundle.Cel;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.chatops.api.v1alpha1.OutcomeRules;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What an object says of itself, by the expressions of a definition. Immutable, for any thread.
///
/// Never throws: an expression that cannot be evaluated is not true and has no text, so an unknown
/// state is one that goes on.
public final class Outcomes {
  private static final String OBJECT = "object";

  private static final Cel CEL =
      CelFactory.plannerCelBuilder()
          .setOptions(RuleLanguage.LIMITS)
          .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
          .addVar(OBJECT, MapType.create(SimpleType.STRING, SimpleType.DYN))
          .build();

  private final Map<String, CelRuntime.Program> programs;

  private Outcomes(Map<String, CelRuntime.Program> programs) {
    this.programs = programs;
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
    var programs = new HashMap<String, CelRuntime.Program>();
    expressions(rules)
        .forEach(expression -> {
          try {
            programs.put(
                expression.name(), CEL.createProgram(CEL.compile(expression.text()).getAst()));
          } catch (CelValidationException | CelEvaluationException mistake) {
            found.accept(
                new Problem(
                    "InvalidOutcome",
                    place + "." + expression.name(),
                    Excerpt.sentence(RuleLanguage.shortened(mistake) + ".")));
          }
        });
    return new Outcomes(Map.copyOf(programs));
  }

  private record Expression(String name, String text) {}

  private static Stream<Expression> expressions(OutcomeRules rules) {
    return Stream.of(
            expression("succeeded", rules.succeeded()),
            expression("failed", rules.failed()),
            expression("partial", rules.partial()),
            expression("progress", rules.progress()),
            expression("message", rules.message()))
        .flatMap(Optional::stream);
  }

  private static Optional<Expression> expression(String name, @Nullable String text) {
    return text == null ? Optional.empty() : Optional.of(new Expression(name, text));
  }

  /// @param object as JSON has it: maps, lists, texts, numbers, booleans
  public State state(Map<String, Object> object) {
    if (holds("failed", object)) {
      return State.FAILED;
    }
    if (holds("partial", object)) {
      return State.PARTIAL;
    }
    return holds("succeeded", object) ? State.SUCCEEDED : State.GOING_ON;
  }

  /// Text for people while it goes on; empty where there is none.
  public String progress(Map<String, Object> object) {
    return text("progress", object);
  }

  /// Text for people once it has ended; empty where there is none.
  public String message(Map<String, Object> object) {
    return text("message", object);
  }

  private boolean holds(String name, Map<String, Object> object) {
    return Boolean.TRUE.equals(value(name, object));
  }

  private String text(String name, Map<String, Object> object) {
    Object value = value(name, object);
    return value == null ? "" : String.valueOf(value);
  }

  private @Nullable Object value(String name, Map<String, Object> object) {
    CelRuntime.Program program = programs.get(name);
    if (program == null) {
      return null;
    }
    try {
      return Watchdog.run(() -> program.eval(Map.of(OBJECT, object)));
    } catch (ExecutionException | TimeoutException notYet) {
      return null;
    }
  }
}
