package dev.chatops.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/// What a command does: exactly one member.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ActionSpec(
    @Nullable @JsonPropertyDescription("Set the image of a container.") DeployAction deploy,
    @Nullable @JsonPropertyDescription("Set the number of replicas.") ScaleAction scale,
    @Nullable @JsonPropertyDescription("Replace all pods.") RestartAction restart,
    @Nullable @JsonPropertyDescription("Bring back an earlier pod template.")
        RollbackAction rollback,
    @Nullable @JsonPropertyDescription("Pause the rollouts of a Deployment.") PauseAction pause,
    @Nullable @JsonPropertyDescription("Resume the rollouts of a Deployment.")
        PauseAction resume) {}
