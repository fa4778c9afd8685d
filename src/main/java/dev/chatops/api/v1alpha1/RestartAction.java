package dev.chatops.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;

/// Replaces all pods, as `kubectl rollout restart` does, and follows the rollout.
public record RestartAction(
    @Required @JsonPropertyDescription("A Deployment, StatefulSet or DaemonSet.") Target target) {}
