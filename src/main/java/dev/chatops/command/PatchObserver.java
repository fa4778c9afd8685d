package dev.chatops.command;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.chatops.action.Observation;
import dev.chatops.action.Observer;
import dev.chatops.action.Workload;
import dev.chatops.api.v1alpha1.OutcomeRules;
import dev.chatops.api.v1alpha1.SetField;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;

/// Judges a patched object: whether it still has what was set, and what it says became of it.
///
/// @param fields what was set
/// @param outcome null where the change is all there is to it
record PatchObserver(List<SetField> fields, @Nullable OutcomeRules outcome) implements Observer {

  private static final ObjectMapper SORTED =
      new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

  PatchObserver {
    fields = List.copyOf(fields);
  }

  /// @param pointers of all that is set
  /// @param after the target as it will be
  static PatchObserver of(List<String> pointers, Workload after, @Nullable OutcomeRules outcome) {
    return new PatchObserver(
        pointers.stream().map(path -> new SetField(path, valueAt(path, after))).toList(), outcome);
  }

  /// An order that a controller removes once it is carried out counts as still there when the
  /// outcome is known with it.
  @Override
  public String fingerprint(Workload target, @Nullable JsonNode scale) {
    boolean ended = outcome != null && !(observe(target, scale) instanceof Observation.InProgress);
    return DigestUtils.sha256Hex(
        fields.stream()
            .map(field ->
                ended && target.json().at(JsonPointer.compile(field.path())).isMissingNode()
                    ? field.fingerprint()
                    : valueAt(field.path(), target))
            .collect(Collectors.joining(" ")));
  }

  @Override
  public Observation observe(Workload target, @Nullable JsonNode scale) {
    if (outcome == null) {
      return new Observation.Succeeded("it is stored.");
    }
    return switch (new OutcomeObserver(outcome).observe(target, scale)) {
      case Observation.Succeeded _ when isBehind(target) ->
          Observation.InProgress.of(0, 1, "waiting for the controller of " + target.title());
      case Observation seen -> seen;
    };
  }

  /// Whether what the status says is about an earlier state. Not every kind tells.
  private static boolean isBehind(Workload target) {
    JsonNode observed = target.status().path("observedGeneration");
    return observed.isIntegralNumber() && observed.asLong() < target.generation();
  }

  private static String valueAt(String path, Workload target) {
    JsonNode value = target.json().at(JsonPointer.compile(path));
    return value.isMissingNode() ? "" : DigestUtils.sha256Hex(sorted(value)).substring(0, 32);
  }

  private static String sorted(JsonNode value) {
    try {
      return SORTED.writeValueAsString(SORTED.treeToValue(value, Object.class));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
