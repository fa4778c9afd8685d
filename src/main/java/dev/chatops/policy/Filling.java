package dev.chatops.policy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatops.api.v1alpha1.ActionSpec;
import dev.chatops.api.v1alpha1.BackupAction;
import dev.chatops.api.v1alpha1.CreateAction;
import dev.chatops.api.v1alpha1.DeployAction;
import dev.chatops.api.v1alpha1.JobAction;
import dev.chatops.api.v1alpha1.PatchAction;
import dev.chatops.api.v1alpha1.PatchOperation;
import dev.chatops.api.v1alpha1.PauseAction;
import dev.chatops.api.v1alpha1.RestartAction;
import dev.chatops.api.v1alpha1.RestoreAction;
import dev.chatops.api.v1alpha1.RollbackAction;
import dev.chatops.api.v1alpha1.ScaleAction;
import dev.chatops.api.v1alpha1.ShowAction;
import dev.chatops.api.v1alpha1.Target;
import dev.chatops.api.v1alpha1.TriggerAction;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Puts values into the places of an action that may hold parameters, and into no other. The action
/// has passed [ActionCheck].
///
/// @param definition its name, which stands for a lock that is not given
record Filling(String definition, Parameters parameters, Map<String, String> values) {

  ActionSpec fill(ActionSpec action) {
    return new ActionSpec(
        deploy(action.deploy()),
        scale(action.scale()),
        action.restart() == null ? null : new RestartAction(target(action.restart().target())),
        rollback(action.rollback()),
        pause(action.pause()),
        pause(action.resume()),
        job(action.job()),
        trigger(action.trigger()),
        show(action.show()),
        create(action.create()),
        patch(action.patch()),
        backup(action.backup()),
        restore(action.restore()));
  }

  private @Nullable BackupAction backup(@Nullable BackupAction backup) {
    return backup == null
        ? null
        : new BackupAction(backup.engine(), text(backup.of()), filled(backup.spec()));
  }

  private @Nullable RestoreAction restore(@Nullable RestoreAction restore) {
    return restore == null
        ? null
        : new RestoreAction(
            restore.engine(), text(restore.from()), text(restore.into()), filled(restore.spec()));
  }

  private @Nullable ObjectNode filled(@Nullable ObjectNode object) {
    return object == null ? null : new TextFilling(parameters, values).filled(object);
  }

  private @Nullable PatchAction patch(@Nullable PatchAction patch) {
    if (patch == null) {
      return null;
    }
    var texts = new TextFilling(parameters, values);
    return new PatchAction(
        target(patch.target()),
        patch.subresource(),
        filled(patch.merge()),
        patch.json() == null
            ? null
            : patch.json().stream()
                .map(o ->
                    new PatchOperation(
                        o.op(), o.path(), o.value() == null ? null : texts.filled(o.value())))
                .toList(),
        filled(patch.apply()),
        patch.outcome());
  }

  private @Nullable CreateAction create(@Nullable CreateAction create) {
    return create == null
        ? null
        : new CreateAction(
            new CreateTemplate(parameters, values).fill(create.template()),
            create.lock() == null ? definition : text(create.lock()),
            create.outcome());
  }

  private @Nullable ShowAction show(@Nullable ShowAction show) {
    return show == null
        ? null
        : new ShowAction(
            target(show.target()),
            show.view(),
            show.container(),
            optional(show.lines()),
            optional(show.since()),
            optional(show.contains()),
            show.previous(),
            show.engine());
  }

  private @Nullable JobAction job(@Nullable JobAction job) {
    return job == null
        ? null
        : new JobAction(
            JobTemplate.filled(job.template(), values),
            job.lock() == null ? definition : text(job.lock()));
  }

  private @Nullable TriggerAction trigger(@Nullable TriggerAction trigger) {
    return trigger == null ? null : new TriggerAction(text(trigger.cronJob()));
  }

  private @Nullable DeployAction deploy(@Nullable DeployAction deploy) {
    return deploy == null
        ? null
        : new DeployAction(target(deploy.target()), deploy.container(), text(deploy.image()));
  }

  private @Nullable ScaleAction scale(@Nullable ScaleAction scale) {
    return scale == null
        ? null
        : new ScaleAction(target(scale.target()), text(scale.replicas()), scale.min(), scale.max());
  }

  private @Nullable RollbackAction rollback(@Nullable RollbackAction rollback) {
    return rollback == null
        ? null
        : new RollbackAction(target(rollback.target()), optional(rollback.revision()));
  }

  /// Left out when a parameter in it has no value.
  private @Nullable String optional(@Nullable String text) {
    if (text == null) {
      return null;
    }
    boolean given = template(text).parameters().stream().allMatch(values::containsKey);
    return given ? text(text) : null;
  }

  private @Nullable PauseAction pause(@Nullable PauseAction pause) {
    return pause == null ? null : new PauseAction(target(pause.target()));
  }

  private Target target(Target target) {
    return new Target(target.apiVersion(), target.kind(), text(target.name()));
  }

  private String text(String template) {
    return template(template).fill(values);
  }

  private static Template template(String text) {
    return Template.parse(text).orElseThrow();
  }
}
