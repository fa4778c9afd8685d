package dev.chatops.action.backup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.chatops.action.Excerpt;
import dev.chatops.action.Facts;
import dev.chatops.action.Making;
import dev.chatops.action.Plan;
import dev.chatops.action.Planning;
import dev.chatops.action.Workload;
import dev.chatops.action.create.Creation;
import dev.chatops.action.ownership.FieldPath;
import dev.chatops.action.ownership.GitOpsOwner;
import dev.chatops.api.v1alpha1.Engine;
import dev.chatops.api.v1alpha1.OutcomeRules;
import dev.chatops.api.v1alpha1.PlannedChange;
import dev.chatops.api.v1alpha1.Reason;
import dev.chatops.api.v1alpha1.RestoreAction;
import dev.chatops.api.v1alpha1.Target;
import dev.chatops.api.v1alpha1.TargetRef;
import dev.chatops.engine.Point;
import dev.chatops.engine.Preset;
import dev.chatops.engine.Procedure;
import dev.chatops.engine.Procedure.Place;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Has an engine bring back what it saved. The target is what it is brought back into, which who
/// approves has to type.
///
/// @param action filled in
public record RestorePlanner(RestoreAction action) implements Making {

  @Override
  public String verb() {
    return "restore";
  }

  @Override
  public Target target() {
    return procedure().about().named(action.into());
  }

  @Override
  public Target source() {
    Point point = procedure().point();
    return point == null ? target() : point.asKind().named(action.from());
  }

  @Override
  public boolean irreversible() {
    return true;
  }

  @Override
  public Need need() {
    boolean looksThere = procedure().place() == Place.ANY || procedure().place() == Place.PRESENT;
    if (procedure().point() == null) {
      return looksThere ? Need.RUNNERS_VIEW : Need.NO_TARGET;
    }
    return looksThere ? Need.SOURCE_AND_TARGET : Need.SOURCE;
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
    Point point = procedure().point();
    Workload there = point == null && need() == Need.RUNNERS_VIEW ? facts.target() : facts.place();
    Optional<Planning> refused = unfit(there);
    if (refused.isPresent()) {
      return refused.get();
    }
    if (point == null) {
      return planned(facts, there, Map.of());
    }
    return switch (point.of(facts.target().json())) {
      case Point.Reading.Unusable(String why) ->
          new Planning.Refused(Reason.TARGET_UNSUITABLE, facts.target().title() + " " + why);
      case Point.Reading.Values(Map<String, JsonNode> values) -> planned(facts, there, values);
    };
  }

  /// What is there under the name of the target must be able to take it.
  private Optional<Planning> unfit(@Nullable Workload there) {
    if (there == null) {
      return procedure().place() == Place.PRESENT
          ? Optional.of(
              new Planning.Refused(
                  Reason.TARGET_NOT_FOUND, "There is no %s to restore into.".formatted(title())))
          : Optional.empty();
    }
    return GitOpsOwner.of(there, FieldPath.of())
        .map(owner ->
            new Planning.Refused(
                Reason.OWNED_BY_GITOPS,
                "%s owns %s and may undo what is restored: restore into another one."
                    .formatted(owner, title())));
  }

  private Planning planned(Facts facts, @Nullable Workload there, Map<String, JsonNode> read) {
    var values = new HashMap<>(read);
    values.put("from", TextNode.valueOf(action.from()));
    values.put("into", TextNode.valueOf(action.into()));
    var creation = new Creation(procedure().filled(values, action.spec()), facts.order());
    return new Planning.Planned(
        creation.plan(
            new TargetRef(
                target().apiVersionOrDefault(),
                target().kind(),
                action.into(),
                there == null ? null : there.uid()),
            "restore %s into %s with %s".formatted(action.from(), title(), action.engine().word()),
            List.of(state(there))));
  }

  private PlannedChange state(@Nullable Workload there) {
    if (procedure().place() == Place.UNSEEN) {
      return Plan.change(field(), "", "is restored into, whatever is there");
    }
    return there == null
        ? Plan.change(field(), "", "new")
        : Plan.change(field(), "is there already", "is restored into");
  }

  private String field() {
    return Excerpt.of(title(), 255);
  }

  private String title() {
    return Workload.named(target()).title();
  }

  private Procedure procedure() {
    return Preset.of(action.engine()).restore();
  }
}
