package dev.chatops.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.crd.generator.annotation.PreserveUnknownFields;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/// One operation of a JSON Patch (RFC 6902).
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PatchOperation(
    @Required @JsonPropertyDescription("add, replace, remove or test.") Op op,
    @Required
        @Size(min = 2, max = 253)
        @JsonPropertyDescription("JSON pointer (RFC 6901), such as /spec/suspend.")
        String path,
    @Nullable
        @PreserveUnknownFields
        @JsonPropertyDescription(
            "The value to set, or to find; none for remove. ${parameter} is allowed in its texts.")
        JsonNode value) {

  /// What an operation does.
  public enum Op {
    @JsonProperty("add")
    ADD,
    @JsonProperty("replace")
    REPLACE,
    @JsonProperty("remove")
    REMOVE,
    @JsonProperty("test")
    TEST
  }
}
