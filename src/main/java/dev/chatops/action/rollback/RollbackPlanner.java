package dev.chatops.action.rollback;

import dev.chatops.action.Action;
import dev.chatops.action.Facts;
import dev.chatops.action.Plan;
import dev.chatops.action.Planning;
import dev.chatops.action.Workload;
import dev.chatops.action.ownership.FieldPath;
import dev.chatops.action.ownership.GitOpsOwner;
import dev.chatops.action.ownership.Touched;
import dev.chatops.action.patch.FencedPatch;
import dev.chatops.action.rollout.Revision;
import dev.chatops.action.rollout.Rollable;
import dev.chatops.action.template.PodTemplate;
import dev.chatops.api.v1alpha1.PlannedChange;
import dev.chatops.api.v1alpha1.Reason;
import dev.chatops.api.v1alpha1.RollbackAction;
import dev.chatops.api.v1alpha1.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Brings back the pod template of an earlier revision, whole. Configuration, data and the other
/// fields of the workload stay.
public record RollbackPlanner(RollbackAction action) implements Action {

  private static final FieldPath FIELD = FieldPath.of("spec", "template");
  private static final int MOST_LISTED = 10;

  @Override
  public String verb() {
    return "rollback";
  }

  @Override
  public Target target() {
    return action.target();
  }

  @Override
  public Need need() {
    return Need.REVISIONS;
  }

  @Override
  public Planning plan(Facts facts) {
    return Rollable.refusal(facts.target()).orElseGet(() -> planRevision(facts));
  }

  private Planning planRevision(Facts facts) {
    Workload target = facts.target();
    PodTemplate current = PodTemplate.of(target);
    List<Revision> revisions = Revision.of(target, facts.revisions());
    String number = action.revision();
    if (number == null) {
      // By template, not by number: the controller may not have numbered the current one yet.
      return revisions.stream()
          .filter(r -> !r.template().sameAs(current))
          .findFirst()
          .map(revision -> planTemplate(facts, revision, revisions))
          .orElseGet(() ->
              new Planning.Refused(
                  Reason.TARGET_UNSUITABLE,
                  target.title()
                      + " has no other revision to go back to: deploy the release that you want."));
    }
    return revisions.stream()
        .filter(r -> Long.toString(r.number()).equals(number))
        .findFirst()
        .map(revision -> planTemplate(facts, revision, revisions))
        .orElseGet(() -> unknownRevision(target, number, revisions));
  }

  private static Planning unknownRevision(
      Workload target, String number, List<Revision> revisions) {
    String known =
        revisions.stream()
            .limit(MOST_LISTED)
            .map(r -> Long.toString(r.number()))
            .collect(Collectors.joining(", "));
    String more = revisions.size() > MOST_LISTED ? " and older ones" : "";
    return new Planning.Refused(
        Reason.TARGET_NOT_FOUND,
        "%s has no revision %s; it has %s."
            .formatted(target.title(), number, known.isEmpty() ? "none" : known + more));
  }

  private static Planning planTemplate(Facts facts, Revision revision, List<Revision> revisions) {
    Workload target = facts.target();
    PodTemplate current = PodTemplate.of(target);
    if (revision.template().sameAs(current)) {
      return new Planning.Unchanged(
          "%s has the pod template of revision %d already."
              .formatted(target.title(), revision.number()));
    }
    Optional<Revision> present =
        revisions.stream().filter(r -> r.template().sameAs(current)).findFirst();
    return GitOpsOwner.judge(
        facts, rollback(facts, present, revision), new Touched(FIELD, "the pod template"));
  }

  private static Plan rollback(Facts facts, Optional<Revision> present, Revision revision) {
    Workload target = facts.target();
    PodTemplate current = PodTemplate.of(target);
    List<ImageChange> images = ImageChange.between(current, revision.template());
    var changes = new ArrayList<PlannedChange>();
    changes.add(
        Plan.change(
            "revision",
            present.map(r -> Long.toString(r.number())).orElse(""),
            Long.toString(revision.number())));
    images.forEach(image -> changes.add(image.planned()));
    return new Plan(
        target.ref(),
        "rollback of %s to revision %d, %s; configuration and data stay as they are"
            .formatted(target.title(), revision.number(), ImageChange.summary(images)),
        changes,
        "template=" + revision.template().fingerprint(),
        // No test of the old template: the generation stands for it.
        FencedPatch.marked(facts).put("/spec/template", revision.template().json()).onTarget());
  }
}
