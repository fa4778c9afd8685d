package dev.chatops.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/// The object that an action changes, always in the namespace of the definition.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Target(
    @Nullable
        @Size(max = 255)
        @JsonPropertyDescription("API group and version; apps/v1 by default.")
        String apiVersion,
    @Required @Size(min = 1, max = 63) @JsonPropertyDescription("Kind, such as Deployment.")
        String kind,
    @Required
        @Size(min = 1, max = 253)
        @JsonPropertyDescription("Name. ${parameter} is allowed where the parameter is an enum.")
        String name) {

  public String apiVersionOrDefault() {
    return apiVersion == null ? "apps/v1" : apiVersion;
  }
}
