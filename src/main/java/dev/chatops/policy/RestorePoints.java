package dev.chatops.policy;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatops.api.v1alpha1.Engine;
import dev.chatops.api.v1alpha1.OutcomeRules;
import dev.chatops.engine.Point;
import dev.chatops.engine.Preset;
import dev.chatops.engine.Saved;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// Reads objects of one engine as what there is to restore. Immutable, for any thread.
public final class RestorePoints {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};

  private final Point point;
  private final Outcomes outcomes;

  private RestorePoints(Point point, OutcomeRules rules) {
    this.point = point;
    this.outcomes = Outcomes.of(rules);
  }

  /// Empty for one whose restore points nobody can list.
  public static Optional<RestorePoints> of(Engine engine) {
    Preset preset = Preset.of(engine);
    return Optional.ofNullable(preset.restore().point())
        .map(point ->
            new RestorePoints(
                point, Objects.requireNonNullElse(point.outcome(), preset.backup().outcome())));
  }

  public Point point() {
    return point;
  }

  /// The newest first. Only so many are looked at closely.
  public List<Saved> newest(Stream<JsonNode> objects, int most) {
    return objects
        .sorted(Comparator.comparing(point::at).reversed())
        .limit(most)
        .map(this::read)
        .toList();
  }

  /// What one object stands for.
  public Saved read(JsonNode object) {
    Map<String, Object> members = JSON.convertValue(object, MAP);
    Outcomes.State state = outcomes.state(members);
    return switch (point.of(object)) {
      case Point.Reading _ when state == Outcomes.State.FAILED ->
          saved(object, Saved.State.FAILED, outcomes.message(members));
      case Point.Reading _ when object.at("/metadata").hasNonNull("deletionTimestamp") ->
          saved(object, Saved.State.UNFIT, "is being deleted.");
      case Point.Reading.Unusable _ when state == Outcomes.State.GOING_ON ->
          saved(object, Saved.State.GOING_ON, outcomes.progress(members));
      case Point.Reading.Unusable(String why) -> saved(object, Saved.State.UNFIT, why);
      case Point.Reading.Values _ when state == Outcomes.State.PARTIAL ->
          saved(object, Saved.State.PARTIAL, outcomes.message(members));
      case Point.Reading.Values _ -> saved(object, Saved.State.USABLE, outcomes.message(members));
    };
  }

  private Saved saved(JsonNode object, Saved.State state, String message) {
    return new Saved(
        object.at("/metadata/name").asText(),
        point.saved(object),
        point.at(object),
        point.expires(object).orElse(null),
        state,
        message,
        point.shows().stream()
            .map(pointer -> object.at(pointer))
            .filter(value -> !value.isMissingNode() && !value.isNull())
            .map(JsonNode::asText)
            .filter(text -> !text.isEmpty())
            .toList());
  }
}
