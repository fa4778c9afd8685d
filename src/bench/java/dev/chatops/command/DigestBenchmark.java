package dev.chatops.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.chatops.action.Effect;
import dev.chatops.action.Plan;
import dev.chatops.api.v1alpha1.DefinitionRef;
import dev.chatops.api.v1alpha1.TargetRef;
import dev.chatops.policy.Arguments;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// The fingerprint of a plan; here because only this package sees it.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class DigestBenchmark {

  private final DefinitionRef definition =
      new DefinitionRef("2f9d6a0e-6b0e-4a43-9d0c-1d1b9d7c6f55", 3);
  private final Arguments arguments =
      new Arguments(new TreeMap<>(Map.of("target", "web", "replicas", "+2")));

  private final Plan plan =
      new Plan(
          new TargetRef("apps/v1", "Deployment", "web", "7b1f3d52-0b5e-4c0c-8a55-9e8a4f6f0c11"),
          "replicas: 3 → 5 on deployment/web",
          List.of(Plan.change("replicas", "3", "5")),
          "replicas=5",
          new Effect.Patch(Effect.Part.SCALE, JsonNodeFactory.instance.arrayNode()));

  @Benchmark
  public String planDigest() {
    return PlanDigest.of(definition, arguments, plan);
  }
}
