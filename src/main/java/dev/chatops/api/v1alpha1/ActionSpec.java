package dev.chatops.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/// What a command does: exactly one member.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ActionSpec(
    @Nullable @JsonPropertyDescription("Sets the image of a container and follows the rollout.")
        DeployAction deploy,
    @Nullable
        @JsonPropertyDescription("Sets the number of replicas and waits until they are ready.")
        ScaleAction scale,
    @Nullable @JsonPropertyDescription("Replaces all pods and follows the rollout.")
        RestartAction restart,
    @Nullable
        @JsonPropertyDescription(
            "Brings back the pod template of an earlier revision and follows the rollout.")
        RollbackAction rollback,
    @Nullable @JsonPropertyDescription("Pauses the rollouts of a Deployment.") PauseAction pause,
    @Nullable @JsonPropertyDescription("Resumes the rollouts of a Deployment.") PauseAction resume,
    @Nullable @JsonPropertyDescription("Runs a Job once and follows it to its end.") JobAction job,
    @Nullable @JsonPropertyDescription("Runs the Job of a CronJob now and follows it to its end.")
        TriggerAction trigger,
    @Nullable @JsonPropertyDescription("Shows what can be read of an object; changes nothing.")
        ShowAction show,
    @Nullable @JsonPropertyDescription("Makes an object of any kind and follows it to its end.")
        CreateAction create,
    @Nullable @JsonPropertyDescription("Sets values of an object of any kind.")
        PatchAction patch) {}
