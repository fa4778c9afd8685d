package dev.chatops.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/// One object of the command's own namespace, pinned by uid.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TargetRef(
    @Required @Size(max = 255) @JsonPropertyDescription("API group and version.") String apiVersion,
    @Required @Size(max = 63) @JsonPropertyDescription("Kind.") String kind,
    @Required @Size(max = 253) @JsonPropertyDescription("Name.") String name,
    @Nullable @Size(max = 64) @JsonPropertyDescription("uid of the object that was planned for.")
        String uid) {}
