package dev.chatops.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/// What is put back when a rollout fails.
public record PutBack(
    @Required @Size(max = 63) @JsonPropertyDescription("Name of the container.") String container,
    @Required @Size(max = 1024) @JsonPropertyDescription("Its image before the change.")
        String image) {}
