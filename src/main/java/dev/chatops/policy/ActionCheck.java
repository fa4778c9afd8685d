package dev.chatops.policy;

import com.google.re2j.Pattern;
import dev.chatops.api.v1alpha1.ActionSpec;
import dev.chatops.api.v1alpha1.AllowedCommandSpec;
import dev.chatops.api.v1alpha1.ApprovalPolicy;
import dev.chatops.api.v1alpha1.DeployAction;
import dev.chatops.api.v1alpha1.ParameterType;
import dev.chatops.api.v1alpha1.RollbackAction;
import dev.chatops.api.v1alpha1.ScaleAction;
import dev.chatops.api.v1alpha1.ShowAction;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Whether an action can be carried out with every set of arguments that its parameters take.
final class ActionCheck {
  private static final String INVALID = "InvalidAction";
  private static final Pattern COUNT = Pattern.compile("[+-]?[0-9]{1,9}");
  private static final Pattern REVISION = Pattern.compile("[1-9][0-9]{0,17}");

  private final TemplateCheck templates;
  private final TargetCheck targets;
  private final JobCheck jobs;

  private ActionCheck(TemplateCheck templates, String runner) {
    this.templates = templates;
    this.targets = new TargetCheck(templates);
    this.jobs = new JobCheck(templates, runner);
  }

  static void check(AllowedCommandSpec spec, Parameters parameters, Consumer<Problem> found) {
    ActionSpec action = spec.action();
    var check = new ActionCheck(new TemplateCheck(parameters, found), spec.runner());
    if (action == null || action.given().size() != 1) {
      check.templates.report(
          INVALID,
          "spec.action",
          "give exactly one of deploy, scale, restart, rollback, pause, resume, job, trigger, show, create, patch, backup, restore.");
      return;
    }
    check.members(action, "spec.action.");
    check.engines(action, spec.approval(), "spec.action.");
  }

  private void members(ActionSpec action, String place) {
    if (action.deploy() != null) {
      deploy(action.deploy(), place + "deploy");
    }
    if (action.scale() != null) {
      scale(action.scale(), place + "scale");
    }
    if (action.restart() != null) {
      targets.rollout(action.restart().target(), place + "restart.target");
    }
    if (action.rollback() != null) {
      rollback(action.rollback(), place + "rollback");
    }
    if (action.pause() != null) {
      targets.deployment(action.pause().target(), place + "pause.target");
    }
    if (action.resume() != null) {
      targets.deployment(action.resume().target(), place + "resume.target");
    }
    if (action.job() != null) {
      jobs.check(action.job(), place + "job.template");
      Optional.ofNullable(action.job().lock())
          .ifPresent(lock -> targets.named(lock, place + "job.lock"));
    }
    if (action.trigger() != null) {
      targets.named(action.trigger().cronJob(), place + "trigger.cronJob");
    }
    if (action.show() != null) {
      show(action.show(), place + "show");
    }
    if (action.create() != null) {
      new CreateCheck(templates).check(action.create(), place + "create");
      Optional.ofNullable(action.create().lock())
          .ifPresent(lock -> targets.named(lock, place + "create.lock"));
    }
    if (action.patch() != null) {
      new PatchCheck(templates).check(action.patch(), place + "patch");
    }
  }

  private void engines(ActionSpec action, @Nullable ApprovalPolicy approval, String place) {
    var engines = new EngineCheck(templates);
    if (action.backup() != null) {
      engines.backup(action.backup(), place + "backup");
    }
    if (action.restore() != null) {
      engines.restore(action.restore(), approval, place + "restore");
    }
  }

  private void deploy(DeployAction deploy, String place) {
    targets.rollout(deploy.target(), place + ".target");
    if (templates.constant(deploy.container(), place + ".container")
        && !TargetCheck.dnsLabel(deploy.container())) {
      templates.report(
          INVALID,
          place + ".container",
          "%s cannot be the name of a container.".formatted(Excerpt.quoted(deploy.container())));
    }
    templates
        .filledAlways(deploy.image(), place + ".image")
        .flatMap(image -> ImagePlaces.problem(image, templates.parameters()))
        .ifPresent(message -> templates.report("InvalidImage", place + ".image", message));
  }

  private void scale(ScaleAction scale, String place) {
    targets.scalable(scale.target(), place + ".target");
    if (scale.min() != null && scale.max() != null && scale.min() > scale.max()) {
      templates.report(INVALID, place + ".min", "min is greater than max.");
    }
    templates
        .filledAlways(scale.replicas(), place + ".replicas")
        .filter(
            replicas -> !isNumber(replicas, COUNT, ParameterType.INTEGER, ParameterType.QUANTITY))
        .ifPresent(replicas ->
            templates.report(
                INVALID,
                place + ".replicas",
                "must be a number, or one ${parameter} of type integer or quantity."));
    least(NumberPlace.replicas(scale, templates.parameters()), place + ".replicas");
  }

  private void rollback(RollbackAction rollback, String place) {
    targets.rollout(rollback.target(), place + ".target");
    Optional.ofNullable(rollback.revision())
        .flatMap(revision -> templates.known(revision, place + ".revision"))
        .filter(revision -> !isNumber(revision, REVISION, ParameterType.INTEGER))
        .ifPresent(revision ->
            templates.report(
                INVALID,
                place + ".revision",
                "must be a number from 1 on, or one ${parameter} of type integer."));
    least(NumberPlace.revision(rollback, templates.parameters()), place + ".revision");
  }

  private void show(ShowAction show, String place) {
    targets.shown(show.target(), place + ".target");
    new EngineCheck(templates).shown(show, place);
    if (show.container() != null) {
      var _ = templates.constant(show.container(), place + ".container");
    }
    known(show.lines(), place + ".lines");
    known(show.since(), place + ".since");
    known(show.contains(), place + ".contains");
  }

  /// A parameter without a value leaves the member out.
  private void known(@Nullable String text, String place) {
    if (text != null) {
      var _ = templates.known(text, place);
    }
  }

  /// A default has to fit its place as any value has.
  private void least(Optional<NumberPlace> number, String place) {
    number
        .flatMap(found -> found.misfitOfDefault(templates.parameters()))
        .ifPresent(message -> templates.report(INVALID, place, message));
  }

  private boolean isNumber(Template template, Pattern literal, ParameterType... types) {
    Optional<String> parameter = template.whole();
    return parameter.isPresent()
        ? parameter
            .map(templates.parameters()::get)
            .filter(declared -> Set.of(types).contains(declared.declared().kind()))
            .isPresent()
        : template.parameters().isEmpty() && literal.matches(template.fill(name -> name));
  }
}
