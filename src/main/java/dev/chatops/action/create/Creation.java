package dev.chatops.action.create;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatops.action.Effect;
import dev.chatops.action.Excerpt;
import dev.chatops.action.Facts;
import dev.chatops.action.OwnObject;
import dev.chatops.action.Plan;
import dev.chatops.api.v1alpha1.PlannedChange;
import dev.chatops.api.v1alpha1.TargetRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// An object about to be made, with the marks of its command.
public final class Creation {

  private static final Set<String> NOT_SHOWN = Set.of("apiVersion", "kind", "metadata");

  private final ObjectNode object;

  public Creation(ObjectNode template, Facts.Order order) {
    this.object = template.deepCopy();
    OwnObject.mark(object, order);
  }

  /// The object itself.
  public TargetRef ref() {
    var target = new Effect.Create(object).target();
    return new TargetRef(target.apiVersionOrDefault(), target.kind(), target.name(), null);
  }

  /// @param about what people think of
  /// @param first what they read before the values of the object
  public Plan plan(TargetRef about, String summary, List<PlannedChange> first) {
    var changes = new ArrayList<>(first);
    changes.addAll(values());
    return new Plan(
        about, summary, changes, OwnObject.fingerprint(object), new Effect.Create(object));
  }

  /// Every value of the object, by its path.
  private List<PlannedChange> values() {
    var values = new ArrayList<PlannedChange>();
    object
        .properties()
        .forEach(member -> {
          if (!NOT_SHOWN.contains(member.getKey())) {
            values(member.getKey(), member.getValue(), values);
          }
        });
    return values;
  }

  private static void values(String path, JsonNode node, List<PlannedChange> values) {
    if (node.isValueNode()) {
      values.add(Plan.change(Excerpt.of(path, 255), "", node.asText()));
    }
    node.properties().forEach(m -> values(path + "." + m.getKey(), m.getValue(), values));
    if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        values(path + "[" + i + "]", node.get(i), values);
      }
    }
  }
}
