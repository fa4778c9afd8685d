package dev.chatops.policy;

import dev.cel.bundle.Cel;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// CEL over an object, the variable `object`, by names. Immutable, for any thread.
///
/// Never throws: an expression that cannot be evaluated has no value.
public final class ObjectExpressions {
  private static final String OBJECT = "object";

  private static final Cel CEL =
      CelFactory.plannerCelBuilder()
          .setOptions(RuleLanguage.LIMITS)
          .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
          .addVar(OBJECT, MapType.create(SimpleType.STRING, SimpleType.DYN))
          .build();

  private final Map<String, CelRuntime.Program> programs;

  private ObjectExpressions(Map<String, CelRuntime.Program> programs) {
    this.programs = programs;
  }

  /// What cannot be compiled is left out.
  public static ObjectExpressions of(Map<String, String> texts) {
    return compile(texts, (name, mistake) -> {});
  }

  /// @param found takes the name of what cannot be compiled, and why
  static ObjectExpressions compile(Map<String, String> texts, BiConsumer<String, String> found) {
    var programs = new HashMap<String, CelRuntime.Program>();
    texts.forEach((name, text) -> {
      try {
        programs.put(name, CEL.createProgram(CEL.compile(text).getAst()));
      } catch (CelValidationException | CelEvaluationException mistake) {
        found.accept(name, RuleLanguage.shortened(mistake));
      }
    });
    return new ObjectExpressions(Map.copyOf(programs));
  }

  /// All that have a text.
  ///
  /// @param object as JSON has it: maps, lists, texts, numbers, booleans
  public Map<String, String> texts(Map<String, Object> object) {
    var texts = new TreeMap<String, String>();
    for (String name : programs.keySet()) {
      String text = text(name, object);
      if (!text.isEmpty()) {
        texts.put(name, text);
      }
    }
    return texts;
  }

  boolean holds(String name, Map<String, Object> object) {
    return Boolean.TRUE.equals(value(name, object));
  }

  /// Empty where there is none.
  String text(String name, Map<String, Object> object) {
    Object value = value(name, object);
    return value == null ? "" : String.valueOf(value);
  }

  /// A member that is null is one that is not there: CEL takes no other null, and what engines
  /// write may have some.
  private static Object known(Object value) {
    return switch (value) {
      case Map<?, ?> map -> {
        var copy = new HashMap<Object, Object>();
        map.forEach((name, member) -> {
          if (member != null) {
            copy.put(name, known(member));
          }
        });
        yield copy;
      }
      case List<?> list ->
          list.stream().filter(Objects::nonNull).map(ObjectExpressions::known).toList();
      default -> value;
    };
  }

  private @Nullable Object value(String name, Map<String, Object> object) {
    CelRuntime.Program program = programs.get(name);
    if (program == null) {
      return null;
    }
    try {
      Object known = known(object);
      return Watchdog.run(() -> program.eval(Map.of(OBJECT, known)));
    } catch (ExecutionException | TimeoutException notYet) {
      return null;
    }
  }
}
