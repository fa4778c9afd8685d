package dev.chatops.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatops.action.Action;
import dev.chatops.action.Actions;
import dev.chatops.action.Facts;
import dev.chatops.action.Planning;
import dev.chatops.action.Workload;
import dev.chatops.api.v1alpha1.AllowedCommandSpec;
import dev.chatops.api.v1alpha1.UserInfo;
import dev.chatops.command.DigestBenchmark;
import dev.chatops.policy.Binding;
import dev.chatops.policy.Compiled;
import dev.chatops.policy.Definition;
import dev.chatops.policy.RuleFacts;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/// The pure parts of a command's way, by JMH: microseconds on one core, mean of one fork.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class MicroBenchmarks {

  private static final int WARM_UP = 3;
  private static final int ITERATIONS = 5;

  private final Definition scale =
      definition(
          """
          parameters:
          - {name: replicas, type: quantity, required: true}
          rules:
          - expression: target.name != 'database' && requester.groups.exists(g, g == 'web-team')
            message: only the web team
          action:
            scale: {target: {kind: Deployment, name: web}, replicas: "${replicas}", min: 1, max: 10}
          """);
  private final Definition deploy =
      definition(
          """
          parameters:
          - {name: tag, type: string, pattern: '\\d+\\.\\d+\\.\\d+', required: true}
          action:
            deploy:
              target: {kind: Deployment, name: web}
              container: web
              image: registry.example/shop/web:${tag}
          """);
  private final Map<String, IntOrString> replicas = Map.of("replicas", new IntOrString("+2"));
  private final Map<String, IntOrString> tag = Map.of("tag", new IntOrString("1.4.2"));
  private final Action scaling = action(scale, replicas);
  private final Action deploying = action(deploy, tag);
  private final Facts facts = facts();
  private final RuleFacts ruleFacts = ruleFacts();

  /// A rule written to burn time on the longest text that a fact may have. The budget is 100 ms.
  private final Definition bomb =
      definition(
          """
          rules:
          - expression: >-
              [0,1,2,3,4,5,6,7,8,9].all(a, [0,1,2,3,4,5,6,7,8,9].all(b,
              !plan.summary.matches('(x+x+)+y')))
            message: a bomb
          action: {restart: {target: {kind: Deployment, name: web}}}
          """);

  private final RuleFacts longest = summarised("x".repeat(4096));

  @Benchmark
  public Binding bindArguments() {
    return scale.bind(replicas);
  }

  @Benchmark
  public Optional<String> celRule() {
    return scale.brokenRule(ruleFacts);
  }

  @Benchmark
  public Optional<String> celBomb() {
    return bomb.brokenRule(longest);
  }

  @Benchmark
  public Planning planScale() {
    return scaling.plan(facts);
  }

  @Benchmark
  public Planning planDeploy() {
    return deploying.plan(facts);
  }

  static void run(Report report) throws RunnerException {
    var options =
        new OptionsBuilder()
            .include(MicroBenchmarks.class.getName())
            .include(DigestBenchmark.class.getName())
            .forks(1)
            .warmupIterations(WARM_UP)
            .warmupTime(TimeValue.seconds(1))
            .measurementIterations(ITERATIONS)
            .measurementTime(TimeValue.seconds(1))
            .verbosity(VerboseMode.SILENT)
            .build();
    for (var result : new Runner(options).run()) {
      var primary = result.getPrimaryResult();
      report.add(
          Row.figure("micro", primary.getLabel(), primary.getScore(), "µs"));
    }
  }

  private static Definition definition(String yaml) {
    var spec = Serialization.unmarshal(yaml, AllowedCommandSpec.class);
    return switch (Definition.compile("micro", spec)) {
      case Compiled.Usable(Definition usable) -> usable;
      case Compiled.Unusable unusable ->
          throw new IllegalStateException(unusable.first().sentence());
    };
  }

  private static Action action(Definition definition, Map<String, IntOrString> given) {
    if (definition.bind(given) instanceof Binding.Bound bound) {
      return Actions.of(definition.action(bound.arguments()));
    }
    throw new IllegalStateException("arguments do not fit");
  }

  private RuleFacts ruleFacts() {
    if (scale.bind(replicas) instanceof Binding.Bound bound
        && scaling.plan(facts) instanceof Planning.Planned planned) {
      return new RuleFacts(
          bound.arguments(),
          new UserInfo("alice", null, List.of("web-team", "system:authenticated"), null),
          null,
          planned.plan().target(),
          Map.of("app", "web"),
          planned.plan().summary(),
          planned.plan().changes(),
          Instant.EPOCH);
    }
    throw new IllegalStateException("no plan");
  }

  private RuleFacts summarised(String summary) {
    return new RuleFacts(
        ruleFacts.arguments(),
        ruleFacts.requester(),
        null,
        ruleFacts.target(),
        ruleFacts.labels(),
        summary,
        List.of(),
        ruleFacts.now());
  }

  private static Facts facts() {
    JsonNode target =
        Serialization.unmarshal(
            """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web, namespace: shop, uid: 0b6f, resourceVersion: "7", generation: 3}
            spec:
              replicas: 3
              template:
                spec: {containers: [{name: web, image: "registry.example/shop/web:1.4.1"}]}
            """,
            JsonNode.class);
    JsonNode scale =
        Serialization.unmarshal(
            """
            apiVersion: autoscaling/v1
            kind: Scale
            metadata: {name: web, namespace: shop, uid: 0b6f, resourceVersion: "7"}
            spec: {replicas: 3}
            """,
            JsonNode.class);
    return new Facts(new Facts.Order("9c41", Duration.ofMinutes(15), Duration.ofDays(14), false), Instant.EPOCH, new Workload(target), scale, List.of(), List.of());
  }
}
