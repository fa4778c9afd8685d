package dev.chatops.action.job;

import dev.chatops.action.Action;
import dev.chatops.action.Facts;
import dev.chatops.action.Plan;
import dev.chatops.action.Planning;
import dev.chatops.action.Workload;
import dev.chatops.api.v1alpha1.Target;
import dev.chatops.api.v1alpha1.TriggerAction;

/// Runs the Job of a CronJob now. One that is suspended runs all the same, and the plan says so.
///
/// The Job is not the CronJob's own: its history limits could delete it before its end was seen.
public record TriggerPlanner(TriggerAction action) implements Action {

  @Override
  public String verb() {
    return "trigger";
  }

  @Override
  public Target target() {
    return action.target();
  }

  @Override
  public Planning plan(Facts facts) {
    Workload cronJob = facts.target();
    boolean suspended = cronJob.spec().path("suspend").asBoolean();
    Plan plan =
        JobDraft.of(cronJob.spec().path("jobTemplate"), facts)
            .plan(cronJob.title() + (suspended ? " (which is suspended)" : "") + " now");
    return new Planning.Planned(plan);
  }
}
