package dev.chatops.policy;

import dev.chatops.api.v1alpha1.ActionSpec;
import dev.chatops.api.v1alpha1.AllowedCommandSpec;
import dev.chatops.api.v1alpha1.Target;
import io.fabric8.kubernetes.api.model.IntOrString;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// An AllowedCommand that can work, compiled once per generation. Immutable, for any thread.
public final class Definition {
  private final String name;
  private final AllowedCommandSpec spec;
  private final Parameters parameters;
  private final ActionPlaces places;
  private final Rules rules;

  private Definition(String name, AllowedCommandSpec spec, Parameters parameters, Rules rules) {
    this.name = name;
    this.spec = spec;
    this.parameters = parameters;
    this.places = ActionPlaces.of(spec.action(), parameters);
    this.rules = rules;
  }

  /// Never throws, whatever the definition says.
  public static Compiled compile(String name, AllowedCommandSpec spec) {
    var problems = new ArrayList<Problem>();
    ChatWords.checkReserved(name, spec, problems::add);
    ParameterCheck.check(spec.declaredParameters(), problems::add);
    Parameters parameters = Parameters.of(spec.declaredParameters());
    ActionCheck.check(spec, parameters, problems::add);
    new TemplateCheck(parameters, problems::add).constant(spec.runner(), "spec.serviceAccountName");
    Rules rules = Rules.compile(spec.declaredRules(), parameters, problems::add);
    NotEnforced.check(spec, problems::add);
    new TimeCheck(problems::add).check(spec);
    new LimitCheck(problems::add).check(spec);
    return problems.isEmpty()
        ? new Compiled.Usable(new Definition(name, spec, parameters, rules))
        : new Compiled.Unusable(problems);
  }

  /// Fits arguments as a command gives them to the parameters.
  public Binding bind(Map<String, IntOrString> given) {
    return switch (parameters.bind(given, Excerpt.of(usage(), 100))) {
      case Binding.Bound bound ->
          places
              .misfit(bound.arguments().values())
              .<Binding>map(message -> new Binding.Misfit(Excerpt.sentence(message)))
              .orElse(bound);
      case Binding.Misfit misfit -> misfit;
    };
  }

  /// Why a parameter does not take a value: one sentence that begins with its name. Empty when it
  /// does, and for a parameter that is not there.
  public Optional<String> refusal(String parameter, String value) {
    CompiledParameter declared = parameters.get(parameter);
    return declared != null
            && declared.read(value) instanceof CompiledParameter.Reading.Refused(String message)
        ? Optional.of(Excerpt.sentence(message))
        : Optional.empty();
  }

  /// Arguments with which it begins with a restore point. Empty where none do, and for what is no
  /// restore.
  public Optional<Map<String, String>> restoring(String point) {
    return Optional.ofNullable(spec.action().restore())
        .flatMap(restore -> Template.parse(restore.from()))
        .flatMap(from -> from.values(point))
        .filter(values ->
            values.entrySet().stream()
                .allMatch(value -> refusal(value.getKey(), value.getValue()).isEmpty()));
  }

  /// The action with every `${parameter}` filled in.
  public ActionSpec action(Arguments arguments) {
    return new Filling(name, parameters, arguments.values()).fill(spec.action());
  }

  /// Every name that the target may have: only enum parameters choose one.
  public Stream<String> targetNames(Target target) {
    Stream<Map<String, String>> choices = Stream.of(Map.of());
    for (String parameter : Template.parse(target.name()).orElseThrow().parameters()) {
      List<String> values = Objects.requireNonNull(parameters.get(parameter)).allowedValues();
      choices =
          choices.flatMap(chosen ->
              values.stream()
                  .map(value -> {
                    var more = new HashMap<>(chosen);
                    more.put(parameter, value);
                    return Map.copyOf(more);
                  }));
    }
    return choices.map(chosen -> Template.parse(target.name()).orElseThrow().fill(chosen));
  }

  /// Its name and aliases as chat compares them: lower case, one space between two words.
  public Set<String> words() {
    return ChatWords.of(name, spec);
  }

  /// How to ask for it, such as `deploy-web <tag> [replicas=2]`; at most 512 characters.
  public String usage() {
    return parameters.usage(name);
  }

  /// The sentence of the first rule that does not hold, or cannot be evaluated; empty when all
  /// hold.
  public Optional<String> brokenRule(RuleFacts facts) {
    return rules.broken(facts);
  }

  public String name() {
    return name;
  }

  public AllowedCommandSpec spec() {
    return spec;
  }
}
