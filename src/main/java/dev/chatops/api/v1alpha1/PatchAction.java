package dev.chatops.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.crd.generator.annotation.PreserveUnknownFields;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Sets values of an object that is there: exactly one of `merge`, `json` and `apply`.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PatchAction(
    @Required @JsonPropertyDescription("What is changed; of any kind, with exceptions.")
        Target target,
    @Nullable
        @JsonPropertyDescription(
            "status where the change is an order in the status of the object, and nothing else.")
        Subresource subresource,
    @Nullable
        @PreserveUnknownFields
        @JsonPropertyDescription(
            "A JSON merge patch (RFC 7386) without null. ${parameter} is allowed in texts of values.")
        ObjectNode merge,
    @Nullable
        @Size(min = 1, max = MOST)
        @JsonPropertyDescription("Operations of a JSON Patch (RFC 6902).")
        List<PatchOperation> json,
    @Nullable
        @PreserveUnknownFields
        @JsonPropertyDescription(
            "Values as in server-side apply: a list whose items have a key is merged by it."
                + " ${parameter} is allowed in texts of values.")
        ObjectNode apply,
    @Nullable
        @JsonPropertyDescription(
            "How the object tells what became of it; done at once when left out.")
        OutcomeRules outcome) {

  /// What of an object is changed in place of the object itself.
  public enum Subresource {
    @JsonProperty("status")
    STATUS
  }

  /// Most values that one command sets, so that people can read all of them before.
  public static final int MOST = 16;

  /// Members that no patch reaches or removes, of whatever kind: what programs run is the business
  /// of other actions.
  public static final Set<String> PROGRAMS =
      Set.of(
          "template",
          "jobTemplate",
          "podTemplate",
          "containers",
          "initContainers",
          "ephemeralContainers");
}
