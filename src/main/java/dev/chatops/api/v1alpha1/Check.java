package dev.chatops.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/// The answer of one check to a command in mode Explain.
public record Check(
    @Required @Size(max = 64) @JsonPropertyDescription("What was asked.") String name,
    @Required @JsonPropertyDescription("Whether it would let the command pass.") boolean passed,
    @Required @Size(max = 512) @JsonPropertyDescription("Why.") String message) {}
