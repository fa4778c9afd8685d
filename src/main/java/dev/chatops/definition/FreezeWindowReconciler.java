package dev.chatops.definition;

import dev.chatops.api.v1alpha1.FreezeWindow;
import dev.chatops.api.v1alpha1.FreezeWindowStatus;
import dev.chatops.policy.Problem;
import dev.chatops.policy.freeze.Outlook;
import dev.chatops.policy.freeze.Window;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/// Says of each FreezeWindow whether it was understood, whether it holds, and when that changes.
///
/// Owns the whole status of FreezeWindows. People read it; the operator judges commands by the
/// spec.
@ControllerConfiguration(name = "freezewindow", fieldManager = "chatops-operator")
public final class FreezeWindowReconciler implements Reconciler<FreezeWindow> {

  /// Time zone data and the clock may be mended in between.
  private static final Duration LONGEST_WAIT = Duration.ofHours(24);

  private final FreezeCatalogue catalogue;
  private final Clock clock;

  public FreezeWindowReconciler(FreezeCatalogue catalogue, Clock clock) {
    this.catalogue = catalogue;
    this.clock = clock;
  }

  @Override
  public UpdateControl<FreezeWindow> reconcile(FreezeWindow window, Context<FreezeWindow> context) {
    Instant now = clock.instant();
    Window compiled = catalogue.compile(window);
    Outlook outlook = compiled.at(now);
    FreezeWindowStatus status = status(window, compiled, outlook, now);
    UpdateControl<FreezeWindow> control =
        status.equals(window.getStatus())
            ? UpdateControl.noUpdate()
            : UpdateControl.patchStatus(fresh(window, status));
    return control.rescheduleAfter(untilEdge(outlook, now));
  }

  private static FreezeWindowStatus status(
      FreezeWindow window, Window compiled, Outlook outlook, Instant now) {
    long generation = window.getMetadata().getGeneration();
    var before = window.getStatus();
    var look = new Readiness.Look(generation, before == null ? null : before.conditions(), now);
    return new FreezeWindowStatus(
        generation,
        look.conditions(finding(compiled), "While it is active, what it covers is refused."),
        outlook.active(),
        outlook.until().orElse(null),
        outlook.nextStart().orElse(null));
  }

  private static Readiness.Finding finding(Window compiled) {
    if (compiled.problems().isEmpty()) {
      return new Readiness.Finding.Works();
    }
    Problem first = compiled.problems().getFirst();
    return new Readiness.Finding.Broken(
        first.reason(), first.sentence() + " Until then that part counts as matching.");
  }

  /// Timers count in milliseconds; one too many, so that the edge is reached when they fire.
  private static Duration untilEdge(Outlook outlook, Instant now) {
    return outlook
        .edge()
        .map(edge -> Duration.between(now, edge).plusMillis(1))
        .filter(wait -> wait.compareTo(LONGEST_WAIT) < 0)
        .orElse(LONGEST_WAIT);
  }

  private static FreezeWindow fresh(FreezeWindow window, FreezeWindowStatus status) {
    var fresh = new FreezeWindow();
    fresh.setMetadata(new ObjectMetaBuilder().withName(window.getMetadata().getName()).build());
    fresh.setStatus(status);
    return fresh;
  }
}
