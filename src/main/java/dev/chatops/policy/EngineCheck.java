package dev.chatops.policy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatops.api.v1alpha1.ApprovalPolicy;
import dev.chatops.api.v1alpha1.BackupAction;
import dev.chatops.api.v1alpha1.Engine;
import dev.chatops.api.v1alpha1.RestoreAction;
import dev.chatops.api.v1alpha1.ShowAction;
import dev.chatops.api.v1alpha1.ShowAction.View;
import dev.chatops.engine.Point;
import dev.chatops.engine.Preset;
import dev.chatops.engine.Procedure;
import org.jspecify.annotations.Nullable;

/// Whether an engine can be asked so.
record EngineCheck(TemplateCheck templates) {

  private static final String INVALID = "InvalidAction";

  void backup(BackupAction backup, String place) {
    new TargetCheck(templates).named(backup.of(), place + ".of");
    spec(backup.spec(), Preset.of(backup.engine()).backup(), place + ".spec");
  }

  /// What is overwritten cannot be had back, so one person alone does not decide it.
  void restore(RestoreAction restore, @Nullable ApprovalPolicy approval, String place) {
    if (approval == null) {
      templates.report(
          "ApprovalRequired",
          "spec.approval",
          "a restore cannot be undone, so somebody must agree: give approval a count of 1 or more.");
    }
    templates
        .filledAlways(restore.from(), place + ".from")
        .ifPresent(name -> fits(name, place + ".from"));
    templates
        .filledAlways(restore.into(), place + ".into")
        .ifPresent(name -> into(name, place + ".into"));
    spec(restore.spec(), Preset.of(restore.engine()).restore(), place + ".spec");
  }

  /// Whose restore points say what they are of, and of a kind that it saves.
  void shown(ShowAction show, String place) {
    if (show.shown() != View.BACKUPS) {
      if (show.engine() != null) {
        templates.report(INVALID, place + ".engine", "is for view: Backups only.");
      }
      return;
    }
    Engine engine = show.engine();
    if (engine == null || !isListed(engine)) {
      templates.report(
          INVALID, place + ".engine", "give an engine whose restore points can be listed.");
      return;
    }
    Procedure.Kind about = Preset.of(engine).backup().about();
    if (!about.equals(
        new Procedure.Kind(show.target().apiVersionOrDefault(), show.target().kind()))) {
      templates.report(
          INVALID,
          place + ".target",
          "must be a %s of %s, which is what %s saves."
              .formatted(about.kind(), about.apiVersion(), engine.word()));
    }
  }

  private static boolean isListed(Engine engine) {
    Point point = Preset.of(engine).restore().point();
    return point != null && point.of() != null;
  }

  private void into(Template name, String place) {
    for (String parameter : name.parameters()) {
      CompiledParameter declared = templates.parameters().get(parameter);
      boolean bounded =
          declared != null && (!declared.allowedValues().isEmpty() || declared.pattern() != null);
      if (!bounded) {
        templates.report(
            "MisplacedParameter",
            place,
            "%s may be anything; only an enum, or a string with a pattern, may choose what is restored into."
                .formatted(parameter));
        return;
      }
    }
    fits(name, place);
  }

  /// One without parameters; the others are looked at when they are filled.
  private void fits(Template name, String place) {
    if (name.parameters().isEmpty()) {
      NamePlace.misfit(name.fill(parameter -> parameter))
          .ifPresent(message -> templates.report(INVALID, place, message));
    }
  }

  private void spec(@Nullable ObjectNode spec, Procedure procedure, String place) {
    var objects = new ObjectCheck(templates);
    if (spec == null || !objects.size(spec, place)) {
      return;
    }
    procedure
        .contradiction(spec)
        .ifPresent(member ->
            templates.report(
                INVALID, place, "%s is what the action itself says; remove it.".formatted(member)));
    objects.texts(spec, place);
  }
}
