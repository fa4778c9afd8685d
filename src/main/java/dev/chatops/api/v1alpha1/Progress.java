package dev.chatops.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/// How far a running command is.
public record Progress(
    @Required @Min(0) @JsonPropertyDescription("Parts that are done.") long done,
    @Required @Min(0) @JsonPropertyDescription("Parts in all.") long total,
    @Required @Size(max = 512) @JsonPropertyDescription("The same in words.") String message) {}
