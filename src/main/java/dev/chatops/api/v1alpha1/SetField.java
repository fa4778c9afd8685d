package dev.chatops.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/// A value that a change sets, without the value itself.
public record SetField(
    @Required @Size(max = 253) @JsonPropertyDescription("JSON pointer to it.") String path,
    @Required @Size(max = 64) @JsonPropertyDescription("Fingerprint of the value.")
        String fingerprint) {}
