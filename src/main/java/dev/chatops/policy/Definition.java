package dev.chatops.policy;

import dev.chatops.api.v1alpha1.ActionSpec;
import dev.chatops.api.v1alpha1.AllowedCommandSpec;
import io.fabric8.kubernetes.api.model.IntOrString;
import java.util.Map;
import java.util.Optional;

/// An AllowedCommand that can work, compiled once per generation. Immutable, for any thread.
public final class Definition {
  private final String name;
  private final AllowedCommandSpec spec;

  private Definition(String name, AllowedCommandSpec spec) {
    this.name = name;
    this.spec = spec;
  }

  /// Never throws, whatever the definition says.
  public static Compiled compile(String name, AllowedCommandSpec spec) {
    return new Compiled.Usable(new Definition(name, spec));
  }

  /// Fits arguments as a command gives them to the parameters.
  public Binding bind(Map<String, IntOrString> given) {
    return new Binding.Misfit(given.toString());
  }

  /// The action with every `${parameter}` filled in.
  public ActionSpec action(Arguments arguments) {
    return spec.action();
  }

  /// How to ask for it, such as `deploy-web <tag> [replicas=2]`.
  public String usage() {
    return name;
  }

  /// The sentence of the first rule that does not hold, or cannot be evaluated; empty when all
  /// hold.
  public Optional<String> brokenRule(RuleFacts facts) {
    return Optional.of(facts.summary());
  }

  public String name() {
    return name;
  }

  public AllowedCommandSpec spec() {
    return spec;
  }
}
