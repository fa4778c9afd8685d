package dev.chatops.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
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
    @Nullable @JsonPropertyDescription("Sets values of an object of any kind.") PatchAction patch,
    @Nullable @JsonPropertyDescription("Has an engine save something and follows it to its end.")
        BackupAction backup,
    @Nullable @JsonPropertyDescription("Has an engine bring back what it saved; needs an approval.")
        RestoreAction restore) {

  /// Names of the members that are there; one, where it is valid.
  public List<String> given() {
    var members = new LinkedHashMap<String, @Nullable Object>();
    members.put("deploy", deploy);
    members.put("scale", scale);
    members.put("restart", restart);
    members.put("rollback", rollback);
    members.put("pause", pause);
    members.put("resume", resume);
    members.put("job", job);
    members.put("trigger", trigger);
    members.put("show", show);
    members.put("create", create);
    members.put("patch", patch);
    members.put("backup", backup);
    members.put("restore", restore);
    members.values().removeIf(Objects::isNull);
    return List.copyOf(members.keySet());
  }
}
