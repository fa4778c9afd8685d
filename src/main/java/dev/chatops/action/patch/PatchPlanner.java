package dev.chatops.action.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatops.action.Action;
import dev.chatops.action.Effect;
import dev.chatops.action.Facts;
import dev.chatops.action.Plan;
import dev.chatops.action.Planning;
import dev.chatops.action.Trial;
import dev.chatops.action.Workload;
import dev.chatops.action.ownership.GitOpsOwner;
import dev.chatops.action.ownership.Touched;
import dev.chatops.api.v1alpha1.PatchAction;
import dev.chatops.api.v1alpha1.Reason;
import dev.chatops.api.v1alpha1.Target;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Sets values of an object of any kind, as the definition says.
///
/// @param action filled in
public record PatchPlanner(PatchAction action) implements Action {

  @Override
  public String verb() {
    return "patch";
  }

  @Override
  public Target target() {
    return action.target();
  }

  @Override
  public Need need() {
    return action.apply() == null ? Need.RUNNERS_VIEW : Need.RUNNERS_TRIAL;
  }

  @Override
  public Trial trial() {
    return new Trial(part(), Objects.requireNonNull(action.apply()));
  }

  /// JSON pointers of all that is set or removed and stays so: a status is its controller's again
  /// as soon as the order is in it.
  public List<String> pointers() {
    return onStatus() ? List.of() : edit().pointers();
  }

  @Override
  public Planning plan(Facts facts) {
    ObjectNode before = comparable(facts.target().json());
    if (facts.trial() != null) {
      return switch (facts.trial()) {
        case Trial.Answer.Refused(String message) -> new Planning.Refused(Reason.FAILED, message);
        case Trial.Answer.Gives(Workload after) ->
            plan(facts, before, Difference.between(before, comparable(after.json())));
      };
    }
    return switch (edit().of(before)) {
      case Edit.Result.Impossible(String why) -> unsuitable(facts.target(), why);
      case Edit.Result.Changed(ObjectNode after) ->
          plan(facts, before, Difference.between(before, after));
    };
  }

  private Planning plan(Facts facts, JsonNode before, List<Difference> changes) {
    Workload target = facts.target();
    List<Difference> shown = changes.stream().flatMap(Difference::shown).toList();
    if (changes.isEmpty()) {
      return new Planning.Unchanged(target.title() + " is as wanted already.");
    }
    return beyondReach(target, changes)
        .orElseGet(() ->
            GitOpsOwner.judge(
                facts,
                new Plan(
                    target.ref(),
                    summary(target, shown),
                    shown.stream().map(Difference::change).toList(),
                    wanted(changes),
                    effect(facts, before, changes)),
                changes.stream()
                    .map(change -> new Touched(change.field(), change.title()))
                    .toList()));
  }

  private static Optional<Planning> beyondReach(Workload target, List<Difference> changes) {
    if (changes.size() > PatchAction.MOST) {
      return Optional.of(
          unsuitable(
              target,
              "would have %d values changed; %d are the most."
                  .formatted(changes.size(), PatchAction.MOST)));
    }
    return changes.stream()
        .filter(Difference::reachesPrograms)
        .findFirst()
        .map(change ->
            unsuitable(
                target,
                "says at %s what programs run, which no patch changes.".formatted(change.title())));
  }

  private static String summary(Workload target, List<Difference> changes) {
    if (changes.size() > 1) {
      return "%d values of %s".formatted(changes.size(), target.title());
    }
    Difference only = changes.getFirst();
    return "%s: %s → %s on %s"
        .formatted(
            only.title(),
            orNone(only.shown(only.from())),
            orNone(only.shown(only.to())),
            target.title());
  }

  private static String orNone(String value) {
    return value.isEmpty() ? "none" : value;
  }

  /// Whole values: what people are shown is cut and redacted.
  private static String wanted(List<Difference> changes) {
    var all = JsonNodeFactory.instance.arrayNode();
    changes.forEach(change ->
        all.addArray().add(change.pointer()).add(orNull(change.from())).add(orNull(change.to())));
    return all.toString();
  }

  private Effect effect(Facts facts, JsonNode before, List<Difference> changes) {
    FencedPatch patch =
        onStatus() ? FencedPatch.ofSubresource(facts.target().json()) : FencedPatch.marked(facts);
    edit().tested().forEach(pointer -> patch.test(pointer, before.at(pointer)));
    for (Difference change : changes) {
      patch.test(change.pointer(), change.from());
      if (change.to().isMissingNode()) {
        patch.remove(change.pointer());
      } else {
        patch.put(change.pointer(), change.to());
      }
    }
    return onStatus() ? patch.onStatus() : patch.onTarget();
  }

  private boolean onStatus() {
    return action.subresource() == PatchAction.Subresource.STATUS;
  }

  private Effect.Part part() {
    return onStatus() ? Effect.Part.STATUS : Effect.Part.OBJECT;
  }

  /// Without what the API server keeps the books by. The mark makes the annotations, so each one of
  /// them is a value of its own.
  private static ObjectNode comparable(JsonNode object) {
    ObjectNode copy = object.deepCopy();
    copy.withObject("/metadata").retain("labels", "annotations");
    copy.withObject("/metadata/annotations");
    return copy;
  }

  private static Planning unsuitable(Workload target, String why) {
    return new Planning.Refused(Reason.TARGET_UNSUITABLE, target.title() + " " + why);
  }

  private static JsonNode orNull(JsonNode node) {
    return node.isMissingNode() ? JsonNodeFactory.instance.nullNode() : node;
  }

  private Edit edit() {
    return new Edit(action);
  }
}
