package dev.chatops.action;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.chatops.api.v1alpha1.PlannedChange;
import dev.chatops.api.v1alpha1.TargetRef;
import java.util.Collections;
import org.junit.jupiter.api.Test;

class PlanTest {

  @Test
  void isBoundedSoThatTheStatusStaysSmall() {
    PlannedChange change = Plan.change("image", "x".repeat(600), "");
    var plan =
        new Plan(
            new TargetRef("apps/v1", "Deployment", "web", "u"),
            "s".repeat(300),
            Collections.nCopies(20, change),
            "wanted",
            new Effect.Patch(Effect.Part.OBJECT, JsonNodeFactory.instance.arrayNode()));

    assertThat(change).isEqualTo(new PlannedChange("image", "x".repeat(511) + "…", null));
    assertThat(plan.summary()).hasSize(256).endsWith("…");
    assertThat(plan.changes()).hasSize(16);
  }
}
