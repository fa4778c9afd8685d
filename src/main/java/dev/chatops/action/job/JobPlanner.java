package dev.chatops.action.job;

import dev.chatops.action.Action;
import dev.chatops.action.Facts;
import dev.chatops.action.Planning;
import dev.chatops.api.v1alpha1.JobAction;
import dev.chatops.api.v1alpha1.Target;
import java.util.Objects;

/// Runs a Job from the template of the definition. What it works on, and shares with others, is its
/// lock.
///
/// @param action filled in, its lock included
public record JobPlanner(JobAction action) implements Action {

  @Override
  public String verb() {
    return "job";
  }

  @Override
  public Target target() {
    return new Target("batch/v1", "Job", Objects.requireNonNull(action.lock()));
  }

  @Override
  public Need need() {
    return Need.NO_TARGET;
  }

  @Override
  public Planning plan(Facts facts) {
    return new Planning.Planned(JobDraft.of(action.template(), facts).plan("job " + action.lock()));
  }
}
