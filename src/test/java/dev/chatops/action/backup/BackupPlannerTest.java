package dev.chatops.action.backup;

import static dev.chatops.action.Given.COMMAND_UID;
import static dev.chatops.action.Given.facts;
import static dev.chatops.action.Given.json;
import static dev.chatops.action.Given.planned;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatops.action.Effect;
import dev.chatops.action.Plan;
import dev.chatops.action.Workload;
import dev.chatops.api.v1alpha1.BackupAction;
import dev.chatops.api.v1alpha1.Engine;
import dev.chatops.api.v1alpha1.PlannedChange;
import dev.chatops.api.v1alpha1.TargetRef;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BackupPlannerTest {

  @Test
  void thePlanIsAboutWhatIsSavedAndTheEffectIsTheObjectOfTheEngine() {
    Plan plan = plan(Engine.VELERO, "shop", "{ttl: 72h0m0s}");

    assertThat(plan.target()).isEqualTo(new TargetRef("v1", "Namespace", "shop", null));
    assertThat(plan.summary()).isEqualTo("back up namespace/shop with Velero");
    assertThat(plan.changes())
        .containsExactly(
            new PlannedChange("spec.includedNamespaces[0]", null, "shop"),
            new PlannedChange("spec.ttl", null, "72h0m0s"));
    JsonNode object = object(plan);
    assertThat(object.path("apiVersion").asText()).isEqualTo("velero.io/v1");
    assertThat(object.at("/metadata/name").asText()).isEqualTo("cc-" + COMMAND_UID);
    assertThat(object.at("/metadata/labels/chatops.dev~1command-uid").asText())
        .isEqualTo(COMMAND_UID);
    assertThat(object.path("metadata").has("ownerReferences")).isFalse();
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void nothingIsLeftToFillIn(Engine engine) {
    assertThat(object(plan(engine, "data", "{}")).toString()).doesNotContain("${");
  }

  private static Plan plan(Engine engine, String of, String spec) {
    var planner = new BackupPlanner(new BackupAction(engine, of, (ObjectNode) json(spec)));
    return planned(planner.plan(facts(Workload.named(planner.target()))));
  }

  private static JsonNode object(Plan plan) {
    return ((Effect.Create) plan.effect()).object();
  }
}
