package dev.chatops.action.create;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatops.action.Action;
import dev.chatops.action.Effect;
import dev.chatops.action.Excerpt;
import dev.chatops.action.Facts;
import dev.chatops.action.OwnObject;
import dev.chatops.action.Plan;
import dev.chatops.action.Planning;
import dev.chatops.api.v1alpha1.CreateAction;
import dev.chatops.api.v1alpha1.PlannedChange;
import dev.chatops.api.v1alpha1.Target;
import dev.chatops.api.v1alpha1.TargetRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/// Makes an object from the template of the definition. What it works on, and shares with others,
/// is its lock.
///
/// @param action filled in, its lock included
public record CreatePlanner(CreateAction action) implements Action {

  private static final Set<String> NOT_SHOWN = Set.of("apiVersion", "kind", "metadata");

  @Override
  public String verb() {
    return "create";
  }

  @Override
  public Target target() {
    return new Target(
        action.template().path("apiVersion").asText(),
        action.template().path("kind").asText(),
        Objects.requireNonNull(action.lock()));
  }

  @Override
  public Need need() {
    return Need.NO_TARGET;
  }

  @Override
  public Planning plan(Facts facts) {
    ObjectNode object = action.template().deepCopy();
    OwnObject.mark(object, facts.order());
    return new Planning.Planned(
        new Plan(
            new TargetRef(
                target().apiVersionOrDefault(),
                target().kind(),
                OwnObject.name(facts.order()),
                null),
            "create %s %s".formatted(target().kind(), action.lock()),
            changes(object),
            OwnObject.fingerprint(object),
            new Effect.Create(object)));
  }

  /// Every value of the object, by its path.
  private static List<PlannedChange> changes(ObjectNode object) {
    var changes = new ArrayList<PlannedChange>();
    object
        .properties()
        .forEach(member -> {
          if (!NOT_SHOWN.contains(member.getKey())) {
            values(member.getKey(), member.getValue(), changes);
          }
        });
    return changes;
  }

  private static void values(String path, JsonNode node, List<PlannedChange> changes) {
    if (node.isValueNode()) {
      changes.add(Plan.change(Excerpt.of(path, 255), "", node.asText()));
    }
    node.properties().forEach(m -> values(path + "." + m.getKey(), m.getValue(), changes));
    if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        values(path + "[" + i + "]", node.get(i), changes);
      }
    }
  }
}
