package dev.chatops.action.deploy;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.chatops.action.Action;
import dev.chatops.action.Excerpt;
import dev.chatops.action.Facts;
import dev.chatops.action.Plan;
import dev.chatops.action.Planning;
import dev.chatops.action.Workload;
import dev.chatops.action.ownership.GitOpsOwner;
import dev.chatops.action.ownership.Touched;
import dev.chatops.action.patch.FencedPatch;
import dev.chatops.action.rollout.Rollable;
import dev.chatops.action.template.Container;
import dev.chatops.action.template.ImageReference;
import dev.chatops.action.template.PodTemplate;
import dev.chatops.api.v1alpha1.DeployAction;
import dev.chatops.api.v1alpha1.PutBack;
import dev.chatops.api.v1alpha1.Reason;
import dev.chatops.api.v1alpha1.Target;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Sets the image of one named container. It never adds a container.
public record DeployPlanner(DeployAction action) implements Action {

  @Override
  public String verb() {
    return "deploy";
  }

  @Override
  public Target target() {
    return action.target();
  }

  @Override
  public Planning plan(Facts facts) {
    return unfitImage()
        .or(() -> Rollable.refusal(facts.target()))
        .orElseGet(() -> planContainer(facts));
  }

  /// The image that the container has now, to put back when the rollout of another one fails.
  public Optional<PutBack> former(Workload target) {
    return PodTemplate.of(target)
        .container(action.container())
        .map(container -> new PutBack(container.name(), container.image()));
  }

  private Optional<Planning> unfitImage() {
    String shown = Excerpt.of(action.image(), 120);
    Optional<ImageReference> image = ImageReference.parse(action.image());
    if (image.isEmpty()) {
      return Optional.of(
          new Planning.Refused(
              Reason.INVALID_ARGUMENTS,
              shown + " is not the name of an image, such as ghcr.io/acme/web:1.4.2."));
    }
    if (!image.get().isPinned()) {
      return Optional.of(
          new Planning.Refused(
              Reason.INVALID_ARGUMENTS,
              shown + " does not say which release: name a tag other than latest, or a digest."));
    }
    return Optional.empty();
  }

  private Planning planContainer(Facts facts) {
    List<Container> containers = PodTemplate.of(facts.target()).containers();
    return containers.stream()
        .filter(c -> c.name().equals(action.container()))
        .findFirst()
        .map(container -> planImage(facts, container))
        .orElseGet(() -> unknownContainer(facts.target(), containers));
  }

  private Planning unknownContainer(Workload target, List<Container> containers) {
    String names = containers.stream().map(Container::name).collect(Collectors.joining(", "));
    return new Planning.Refused(
        Reason.TARGET_NOT_FOUND,
        "%s has no container %s; it has %s. Name one of them in spec.action.deploy.container of the AllowedCommand."
            .formatted(target.title(), action.container(), names));
  }

  private Planning planImage(Facts facts, Container container) {
    Workload target = facts.target();
    if (container.image().equals(action.image())) {
      return new Planning.Unchanged(
          "%s has the image %s already.".formatted(target.title(), action.image()));
    }
    return GitOpsOwner.judge(
        facts,
        newImage(facts, container),
        new Touched(container.imageField(), "the image of " + container.name()));
  }

  private Plan newImage(Facts facts, Container container) {
    Workload target = facts.target();
    String field = "image of " + container.name();
    String change = ImageReference.change(container.image(), action.image());
    return new Plan(
        target.ref(),
        "%s: %s on %s".formatted(field, change, target.title()),
        List.of(Plan.change(field, container.image(), action.image())),
        "%s=%s".formatted(field, action.image()),
        FencedPatch.marked(facts)
            .test(container.pointer("name"), container.json().path("name"))
            .set(
                container.pointer("image"),
                container.json().path("image"),
                TextNode.valueOf(action.image()))
            .onTarget());
  }
}
