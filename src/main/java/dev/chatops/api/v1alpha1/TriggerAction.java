package dev.chatops.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/// Runs the Job of a CronJob now, as `kubectl create job --from` does, and follows it to its end.
public record TriggerAction(
    @Required
        @Size(min = 1, max = 253)
        @JsonPropertyDescription(
            "Name of the CronJob. ${parameter} is allowed where the parameter is an enum.")
        String cronJob) {

  public Target target() {
    return new Target("batch/v1", "CronJob", cronJob);
  }
}
