package dev.chatops.action.backup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.chatops.action.Facts;
import dev.chatops.action.Making;
import dev.chatops.action.Planning;
import dev.chatops.action.Workload;
import dev.chatops.action.create.Creation;
import dev.chatops.api.v1alpha1.BackupAction;
import dev.chatops.api.v1alpha1.Engine;
import dev.chatops.api.v1alpha1.OutcomeRules;
import dev.chatops.api.v1alpha1.Target;
import dev.chatops.api.v1alpha1.TargetRef;
import dev.chatops.engine.Preset;
import dev.chatops.engine.Procedure;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Has an engine save something.
///
/// @param action filled in
public record BackupPlanner(BackupAction action) implements Making {

  @Override
  public String verb() {
    return "backup";
  }

  @Override
  public Target target() {
    return procedure().about().named(action.of());
  }

  @Override
  public Need need() {
    return Need.NO_TARGET;
  }

  @Override
  public OutcomeRules outcome() {
    return procedure().outcome();
  }

  @Override
  public Optional<Engine> engine() {
    return Optional.of(action.engine());
  }

  @Override
  public Planning plan(Facts facts) {
    Map<String, JsonNode> values = Map.of("of", TextNode.valueOf(action.of()));
    var creation = new Creation(procedure().filled(values, action.spec()), facts.order());
    return new Planning.Planned(
        creation.plan(
            new TargetRef(target().apiVersionOrDefault(), target().kind(), action.of(), null),
            "back up %s with %s"
                .formatted(Workload.named(target()).title(), action.engine().word()),
            List.of()));
  }

  private Procedure procedure() {
    return Preset.of(action.engine()).backup();
  }
}
