package dev.chatops.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;

/// Pauses, or resumes, the rollouts of a Deployment.
public record PauseAction(@Required @JsonPropertyDescription("A Deployment.") Target target) {}
