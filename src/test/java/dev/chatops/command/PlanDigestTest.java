package dev.chatops.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.chatops.action.Effect;
import dev.chatops.action.Plan;
import dev.chatops.api.v1alpha1.DefinitionRef;
import dev.chatops.api.v1alpha1.GitOpsOverride;
import dev.chatops.api.v1alpha1.PlannedChange;
import dev.chatops.api.v1alpha1.TargetRef;
import dev.chatops.policy.Arguments;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PlanDigestTest {

  @Test
  void isTheSameForTheSamePlan() {
    assertThat(digest("d-1", 3, Map.of("a", "1", "b", "2"), "t-1", "replicas=5"))
        .matches("[0-9a-f]{64}")
        .isEqualTo(digest("d-1", 3, Map.of("b", "2", "a", "1"), "t-1", "replicas=5"));
  }

  @Test
  void changesWithEveryPart() {
    Set<String> digests = new HashSet<>();
    digests.add(digest("d-1", 3, Map.of("a", "1"), "t-1", "replicas=5"));
    digests.add(digest("d-2", 3, Map.of("a", "1"), "t-1", "replicas=5"));
    digests.add(digest("d-1", 4, Map.of("a", "1"), "t-1", "replicas=5"));
    digests.add(digest("d-1", 3, Map.of("a", "2"), "t-1", "replicas=5"));
    digests.add(digest("d-1", 3, Map.of("b", "1"), "t-1", "replicas=5"));
    digests.add(digest("d-1", 3, Map.of(), "t-1", "replicas=5"));
    digests.add(digest("d-1", 3, Map.of("a", "1"), "t-2", "replicas=5"));
    digests.add(digest("d-1", 3, Map.of("a", "1"), "t-1", "replicas=6"));

    assertThat(digests).hasSize(8);
  }

  @Test
  void nothingMovesFromOnePartIntoAnother() {
    assertThat(digest("d-1", 3, Map.of("a", "12"), "t", "w"))
        .isNotEqualTo(digest("d-1", 3, Map.of("a1", "2"), "t", "w"))
        .isNotEqualTo(digest("d-1", 31, Map.of("a", "2"), "t", "w"))
        .isNotEqualTo(digest("d-1", 3, Map.of("a", "1"), "2t", "w"))
        .isNotEqualTo(digest("d-1", 3, Map.of(), "a12t", "w"));
    assertThat(digest("d-1", 3, Map.of("a", "1:b1:2"), "t", "w"))
        .isNotEqualTo(digest("d-1", 3, Map.of("a", "1", "b", "2"), "t", "w"));
  }

  @Test
  void bindsWhatSpeaksAgainstIt() {
    var plan =
        new Plan(
            new TargetRef("apps/v1", "Deployment", "web", "t"),
            "summary",
            List.of(),
            "w",
            new Effect.Nothing());
    var override = new GitOpsOverride("Flux", "kustomize-controller", List.of());
    var definition = new DefinitionRef("d-1", 3);
    var none = new Arguments(new TreeMap<>());

    assertThat(PlanDigest.of(definition, none, plan.inSpiteOf(override, "Flux owns it.")))
        .isEqualTo(PlanDigest.of(definition, none, plan.inSpiteOf(override, "Flux owns it.")))
        .isNotEqualTo(PlanDigest.of(definition, none, plan.inSpiteOf(override, "Argo owns it.")))
        .isNotEqualTo(PlanDigest.of(definition, none, plan));
  }

  @Test
  void bindsWhereTheChangeStartsFrom() {
    assertThat(digest(Plan.change("replicas", "3", "9")))
        .isEqualTo(digest(Plan.change("replicas", "3", "9")))
        .isNotEqualTo(digest(Plan.change("replicas", "20", "9")))
        .isNotEqualTo(digest(Plan.change("replicas", "", "39")))
        .isNotEqualTo(digest());
    assertThat(digest(Plan.change("a", "b", "c"), Plan.change("d", "e", "f")))
        .isNotEqualTo(digest(Plan.change("d", "e", "f"), Plan.change("a", "b", "c")));
  }

  private static String digest(PlannedChange... changes) {
    return digest("d-1", 3, Map.of(), "t", "replicas=9", changes);
  }

  private static String digest(
      String definition,
      long generation,
      Map<String, String> arguments,
      String target,
      String wanted,
      PlannedChange... changes) {
    return PlanDigest.of(
        new DefinitionRef(definition, generation),
        new Arguments(new TreeMap<>(arguments)),
        new Plan(
            new TargetRef("apps/v1", "Deployment", "web", target),
            "said in other words",
            List.of(changes),
            wanted,
            new Effect.Patch(Effect.Part.OBJECT, JsonNodeFactory.instance.arrayNode())));
  }
}
