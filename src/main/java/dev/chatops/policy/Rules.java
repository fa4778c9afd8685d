package dev.chatops.policy;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.chatops.api.v1alpha1.Origin;
import dev.chatops.api.v1alpha1.PlannedChange;
import dev.chatops.api.v1alpha1.Rule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The rules of one definition, compiled. What cannot be evaluated denies.
final class Rules {
  /// The API bounds every fact well below; a rule is not given the chance to chew on more.
  private static final int LONGEST_FACT = 4096;

  private final Parameters parameters;
  private final List<CompiledRule> rules;

  private record CompiledRule(String place, Rule rule, CelRuntime.Program program) {}

  private Rules(Parameters parameters, List<CompiledRule> rules) {
    this.parameters = parameters;
    this.rules = rules;
  }

  static Rules compile(List<Rule> declared, Parameters parameters, Consumer<Problem> found) {
    RuleLanguage language = RuleLanguage.of(parameters.byName().keySet());
    var rules = new ArrayList<CompiledRule>();
    for (int i = 0; i < declared.size(); i++) {
      String place = "spec.rules[" + i + "]";
      switch (language.translate(declared.get(i).expression())) {
        case RuleLanguage.Translation.Program(CelRuntime.Program program) ->
            rules.add(new CompiledRule(place, declared.get(i), program));
        case RuleLanguage.Translation.Mistake(String message) ->
            found.accept(
                new Problem("InvalidRule", place + ".expression", Excerpt.sentence(message)));
      }
    }
    return new Rules(parameters, List.copyOf(rules));
  }

  Optional<String> broken(RuleFacts facts) {
    Map<String, Object> variables = variables(facts);
    if (!rules.isEmpty() && tooLong(variables)) {
      return unevaluated(rules.getFirst(), "a fact has more than " + LONGEST_FACT + " characters");
    }
    return rules.stream().flatMap(rule -> broken(rule, variables).stream()).findFirst();
  }

  private static boolean tooLong(@Nullable Object fact) {
    return switch (fact) {
      case String text -> text.length() > LONGEST_FACT;
      case Map<?, ?> map -> map.values().stream().anyMatch(Rules::tooLong);
      case List<?> list -> list.stream().anyMatch(Rules::tooLong);
      case null, default -> false;
    };
  }

  private static Optional<String> broken(CompiledRule rule, Map<String, Object> variables) {
    try {
      Object holds = Watchdog.run(() -> rule.program().eval(variables));
      if (holds instanceof Boolean verdict) {
        return verdict ? Optional.empty() : Optional.of(rule.rule().message());
      }
      return unevaluated(rule, "the result is not true or false");
    } catch (TimeoutException endless) {
      return unevaluated(rule, "it takes too long");
    } catch (ExecutionException failed) {
      return unevaluated(
          rule,
          failed.getCause() instanceof CelEvaluationException error
              ? RuleLanguage.shortened(error)
              : "it could not be run");
    }
  }

  private static Optional<String> unevaluated(CompiledRule rule, String why) {
    return Optional.of(
        Excerpt.sentence(
            "Refused because %s could not be evaluated: %s. Its author can mend it."
                .formatted(rule.place(), why)));
  }

  private Map<String, Object> variables(RuleFacts facts) {
    return Map.of(
        "args", arguments(facts.arguments()),
        "requester",
            present(
                "username", facts.requester().username(),
                "uid", facts.requester().uid(),
                "groups",
                    facts.requester().groups() == null ? List.of() : facts.requester().groups()),
        "origin", origin(facts.origin()),
        "target",
            present(
                "apiVersion", facts.target().apiVersion(),
                "kind", facts.target().kind(),
                "name", facts.target().name(),
                "labels", facts.labels()),
        "plan",
            present(
                "summary", facts.summary(),
                "changes", facts.changes().stream().map(Rules::change).toList()),
        "now", facts.now());
  }

  private Map<String, Object> arguments(Arguments arguments) {
    var typed = new HashMap<String, Object>();
    arguments
        .values()
        .forEach((name, value) -> {
          CompiledParameter parameter = parameters.get(name);
          typed.put(name, parameter == null ? value : parameter.typed(value));
        });
    return typed;
  }

  /// Empty for what was not asked in chat: `has(origin.platform)` tells.
  private static Map<String, Object> origin(@Nullable Origin origin) {
    return origin == null
        ? Map.of()
        : present(
            "platform", origin.platform(),
            "workspace", origin.workspace(),
            "channel", origin.channel(),
            "user", origin.user(),
            "thread", origin.thread(),
            "message", origin.message(),
            "text", origin.text());
  }

  private static Map<String, Object> change(PlannedChange change) {
    return present("field", change.field(), "from", change.from(), "to", change.to());
  }

  /// A map of the pairs whose value is there.
  private static Map<String, Object> present(@Nullable Object... pairs) {
    var map = new HashMap<String, Object>();
    for (int i = 0; i < pairs.length; i += 2) {
      if (pairs[i + 1] != null && pairs[i] instanceof String key) {
        map.put(key, pairs[i + 1]);
      }
    }
    return map;
  }
}
