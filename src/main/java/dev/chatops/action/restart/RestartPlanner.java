package dev.chatops.action.restart;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatops.action.Action;
import dev.chatops.action.Facts;
import dev.chatops.action.Plan;
import dev.chatops.action.Planning;
import dev.chatops.action.Workload;
import dev.chatops.action.ownership.FieldPath;
import dev.chatops.action.ownership.GitOpsOwner;
import dev.chatops.action.ownership.Touched;
import dev.chatops.action.patch.FencedPatch;
import dev.chatops.action.rollout.Rollable;
import dev.chatops.action.template.PodTemplate;
import dev.chatops.api.v1alpha1.RestartAction;
import dev.chatops.api.v1alpha1.Target;
import java.util.List;

/// Sets the annotation of the pod template that `kubectl rollout restart` sets.
public record RestartPlanner(RestartAction action) implements Action {

  private static final String RESTARTED_AT = "kubectl.kubernetes.io/restartedAt";
  private static final FieldPath FIELD =
      FieldPath.of("spec", "template", "metadata", "annotations", RESTARTED_AT);

  @Override
  public String verb() {
    return "restart";
  }

  @Override
  public Target target() {
    return action.target();
  }

  @Override
  public Planning plan(Facts facts) {
    Workload target = facts.target();
    return Rollable.refusal(target)
        .orElseGet(() ->
            GitOpsOwner.judge(
                facts, restart(facts), new Touched(FIELD, "the annotation " + RESTARTED_AT)));
  }

  private static Plan restart(Facts facts) {
    Workload target = facts.target();
    JsonNode metadata = PodTemplate.of(target).json().path("metadata");
    return new Plan(
        target.ref(),
        "restart of %s: replaces %s".formatted(target.title(), pods(target)),
        List.of(
            Plan.change(
                RESTARTED_AT,
                metadata.path("annotations").path(RESTARTED_AT).asText(),
                "the time it starts")),
        "restart",
        FencedPatch.marked(facts)
            .annotate(
                "/spec/template/metadata", metadata, RESTARTED_AT, facts.startedAt().toString())
            .onTarget());
  }

  private static String pods(Workload target) {
    long pods =
        target.kind().equals("DaemonSet")
            ? target.status().path("desiredNumberScheduled").asLong()
            : target.spec().path("replicas").asLong(1);
    return pods == 1 ? "1 pod" : pods + " pods";
  }
}
