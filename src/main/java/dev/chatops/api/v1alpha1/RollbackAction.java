package dev.chatops.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/// Brings back the pod template of an earlier revision and follows the rollout. Configuration and
/// data are not rolled back.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RollbackAction(
    @Required @JsonPropertyDescription("A Deployment, StatefulSet or DaemonSet.") Target target,
    @Nullable
        @Size(min = 1, max = 128)
        @JsonPropertyDescription(
            "Revision: a number, or ${parameter} of type integer. The one before, when left out.")
        String revision) {}
