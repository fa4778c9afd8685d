package dev.chatops.action;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatops.api.v1alpha1.Group;
import dev.chatops.api.v1alpha1.Target;
import dev.chatops.api.v1alpha1.TargetRef;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.StreamSupport;

/// A target as the API server gave it, read-only.
public record Workload(JsonNode json) {

  /// Stands for what is not there yet: its kind and name alone.
  public static Workload named(Target target) {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("apiVersion", target.apiVersionOrDefault())
            .put("kind", target.kind());
    json.putObject("metadata").put("name", target.name());
    return new Workload(json);
  }

  public String apiVersion() {
    return json.path("apiVersion").asText();
  }

  public String kind() {
    return json.path("kind").asText();
  }

  public String name() {
    return json.at("/metadata/name").asText();
  }

  public String uid() {
    return json.at("/metadata/uid").asText();
  }

  public long generation() {
    return json.at("/metadata/generation").asLong();
  }

  /// Whether the controller has acted on the current spec. An absent number is no proof.
  public boolean isObserved() {
    return generation() > 0 && status().path("observedGeneration").asLong(-1) >= generation();
  }

  public String resourceVersion() {
    return json.at("/metadata/resourceVersion").asText();
  }

  public JsonNode metadata() {
    return json.path("metadata");
  }

  public JsonNode spec() {
    return json.path("spec");
  }

  public JsonNode status() {
    return json.path("status");
  }

  /// A condition of the status by its type, a missing node when there is none.
  public JsonNode condition(String type) {
    return StreamSupport.stream(status().path("conditions").spliterator(), false)
        .filter(condition -> condition.path("type").asText().equals(type))
        .findFirst()
        .orElseGet(MissingNode::getInstance);
  }

  /// uid of the command that changed this object last, empty when none did.
  public String lastCommand() {
    return metadata().path("annotations").path(Group.LAST_COMMAND).asText("");
  }

  public TargetRef ref() {
    return new TargetRef(apiVersion(), kind(), name(), uid());
  }

  /// How people name it, such as `deployment/web`.
  public String title() {
    return title(kind(), name());
  }

  private static String title(String kind, String name) {
    return kind.toLowerCase(Locale.ROOT) + "/" + name;
  }

  /// The object that controls this one and sets its fields, as people name it, such as
  /// `deployment/web`.
  public Optional<String> controller() {
    return StreamSupport.stream(metadata().path("ownerReferences").spliterator(), false)
        .filter(owner -> owner.path("controller").asBoolean())
        .findFirst()
        .map(owner -> title(owner.path("kind").asText(), owner.path("name").asText()));
  }

  /// Field manager that changed this object last, status apart; empty when nobody is named.
  public String lastManager() {
    String latest = "";
    String manager = "";
    for (JsonNode entry : metadata().path("managedFields")) {
      String time = entry.path("time").asText();
      if (!entry.path("subresource").asText().equals("status") && time.compareTo(latest) >= 0) {
        latest = time;
        manager = entry.path("manager").asText();
      }
    }
    return manager;
  }
}
