package dev.chatops.action.create;

import dev.chatops.action.Facts;
import dev.chatops.action.Making;
import dev.chatops.action.Planning;
import dev.chatops.api.v1alpha1.CreateAction;
import dev.chatops.api.v1alpha1.OutcomeRules;
import dev.chatops.api.v1alpha1.Target;
import java.util.List;
import java.util.Objects;

/// Makes an object from the template of the definition. What it works on, and shares with others,
/// is its lock.
///
/// @param action filled in, its lock included
public record CreatePlanner(CreateAction action) implements Making {

  @Override
  public String verb() {
    return "create";
  }

  @Override
  public Target target() {
    return new Target(
        action.template().path("apiVersion").asText(),
        action.template().path("kind").asText(),
        Objects.requireNonNull(action.lock()));
  }

  @Override
  public Need need() {
    return Need.NO_TARGET;
  }

  @Override
  public OutcomeRules outcome() {
    return action.outcome();
  }

  @Override
  public Planning plan(Facts facts) {
    var creation = new Creation(action.template(), facts.order());
    return new Planning.Planned(
        creation.plan(
            creation.ref(), "create %s %s".formatted(target().kind(), action.lock()), List.of()));
  }
}
