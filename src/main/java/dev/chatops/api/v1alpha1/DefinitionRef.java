package dev.chatops.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/// The AllowedCommand as it was when the command was judged.
public record DefinitionRef(
    @Required @Size(max = 64) @JsonPropertyDescription("Its uid.") String uid,
    @Required @JsonPropertyDescription("Its metadata.generation.") long generation) {}
