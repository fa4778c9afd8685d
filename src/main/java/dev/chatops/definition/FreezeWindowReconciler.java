package dev.chatops.definition;

import dev.chatops.api.v1alpha1.Condition;
import dev.chatops.api.v1alpha1.ConditionStatus;
import dev.chatops.api.v1alpha1.FreezeWindow;
import dev.chatops.api.v1alpha1.FreezeWindowStatus;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;

/// Says of each FreezeWindow that this version does not obey it: a window that is only believed in
/// is worse than none.
@ControllerConfiguration(name = "freezewindow", fieldManager = "chatops-operator")
public final class FreezeWindowReconciler implements Reconciler<FreezeWindow> {

  private final Clock clock;

  public FreezeWindowReconciler(Clock clock) {
    this.clock = clock;
  }

  @Override
  public UpdateControl<FreezeWindow> reconcile(FreezeWindow window, Context<FreezeWindow> context) {
    long generation = window.getMetadata().getGeneration();
    var status = window.getStatus();
    if (status != null
        && status.observedGeneration() != null
        && status.observedGeneration() == generation) {
      return UpdateControl.noUpdate();
    }
    var fresh = new FreezeWindow();
    fresh.setMetadata(new ObjectMetaBuilder().withName(window.getMetadata().getName()).build());
    fresh.setStatus(
        new FreezeWindowStatus(
            generation,
            List.of(
                new Condition(
                    Readiness.READY,
                    ConditionStatus.FALSE,
                    "NotSupported",
                    "This version does not enforce freeze windows: commands run all the same.",
                    clock.instant().truncatedTo(ChronoUnit.SECONDS),
                    generation))));
    return UpdateControl.patchStatus(fresh);
  }
}
