package dev.chatops.command;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatops.action.Observation;
import dev.chatops.action.Observer;
import dev.chatops.action.OwnObject;
import dev.chatops.action.Workload;
import dev.chatops.api.v1alpha1.OutcomeRules;
import dev.chatops.api.v1alpha1.Reason;
import dev.chatops.output.Redaction;
import dev.chatops.policy.Outcomes;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Judges an object that a command made or patched by what its definition says that its states
/// mean.
final class OutcomeObserver implements Observer {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};

  private final OutcomeRules rules;
  private final Outcomes outcomes;

  OutcomeObserver(OutcomeRules rules) {
    this.rules = rules;
    this.outcomes = Outcomes.of(rules);
  }

  OutcomeRules rules() {
    return rules;
  }

  @Override
  public String fingerprint(Workload target, @Nullable JsonNode scale) {
    return OwnObject.fingerprint(target.json());
  }

  @Override
  public Observation observe(Workload target, @Nullable JsonNode scale) {
    Map<String, Object> object = JSON.convertValue(target.json(), MAP);
    String message = Redaction.of(outcomes.message(object));
    return switch (outcomes.state(object)) {
      case SUCCEEDED ->
          new Observation.Succeeded(message.isEmpty() ? "it has succeeded." : message);
      case PARTIAL ->
          new Observation.Failed(
              Reason.PARTIALLY_FAILED,
              target.title() + " did a part only" + (message.isEmpty() ? "." : ": " + message));
      case FAILED ->
          new Observation.Failed(
              Reason.FAILED,
              target.title() + " failed" + (message.isEmpty() ? "." : ": " + message));
      case GOING_ON -> goingOn(target, Redaction.of(outcomes.progress(object)));
    };
  }

  private static Observation goingOn(Workload target, String progress) {
    return target.metadata().hasNonNull("deletionTimestamp")
        ? new Observation.Failed(
            Reason.SUPERSEDED, target.title() + " was deleted before it had ended.")
        : Observation.InProgress.of(0, 1, progress.isEmpty() ? "it goes on" : progress);
  }
}
