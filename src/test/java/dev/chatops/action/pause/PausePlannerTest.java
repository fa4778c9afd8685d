package dev.chatops.action.pause;

import static dev.chatops.action.Given.facts;
import static dev.chatops.action.Given.operations;
import static dev.chatops.action.Given.planned;
import static dev.chatops.action.Given.refused;
import static dev.chatops.action.Given.workload;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.action.Plan;
import dev.chatops.action.Planning;
import dev.chatops.action.Workload;
import dev.chatops.action.pause.PausePlanner.Wanted;
import dev.chatops.api.v1alpha1.PauseAction;
import dev.chatops.api.v1alpha1.PlannedChange;
import dev.chatops.api.v1alpha1.Reason;
import dev.chatops.api.v1alpha1.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PausePlannerTest {

  private static final String WEB =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web, uid: u-1, generation: 7}
      spec: {}
      """;

  private static final String PAUSED = WEB.replace("spec: {}", "spec: {paused: true}");

  @Test
  void pausesAtTheFieldThatKubernetesLeavesOut() {
    Plan plan = planned(plan(WEB, Wanted.PAUSED));

    assertThat(plan.summary()).isEqualTo("pause rollouts of deployment/web");
    assertThat(plan.wanted()).isEqualTo("paused=true");
    assertThat(plan.changes()).containsExactly(new PlannedChange("spec.paused", "false", "true"));
    assertThat(operations(plan.effect()))
        .endsWith("test /spec/paused null", "add /spec/paused true");
  }

  @Test
  void resumesWhatIsPaused() {
    Plan plan = planned(plan(PAUSED, Wanted.RUNNING));

    assertThat(plan.summary()).isEqualTo("resume rollouts of deployment/web");
    assertThat(plan.changes()).containsExactly(new PlannedChange("spec.paused", "true", "false"));
    assertThat(operations(plan.effect()))
        .endsWith("test /spec/paused true", "add /spec/paused false");
  }

  @Test
  void doesNothingWhereItIsSoAlready() {
    assertThat(plan(PAUSED, Wanted.PAUSED))
        .isEqualTo(new Planning.Unchanged("deployment/web is paused already."));
    assertThat(plan(WEB, Wanted.RUNNING))
        .isEqualTo(new Planning.Unchanged("deployment/web is not paused."));
  }

  @ParameterizedTest
  @CsvSource({"apps/v1, StatefulSet", "shop.example/v1, Deployment"})
  void pausesDeploymentsOnly(String apiVersion, String kind) {
    String other = WEB.replace("apps/v1", apiVersion).replace("Deployment", kind);

    assertThat(plan(other, Wanted.PAUSED))
        .isEqualTo(
            refused(
                Reason.TARGET_UNSUITABLE,
                kind.toLowerCase(java.util.Locale.ROOT)
                    + "/web cannot be paused: only a Deployment of apps/v1 can."));
  }

  @Test
  void leavesTheFieldToGit() {
    String owned = WEB.replace("uid: u-1", "uid: u-1, labels: {helm.toolkit.fluxcd.io/name: web}");

    assertThat(plan(owned, Wanted.PAUSED))
        .isEqualTo(
            refused(
                Reason.OWNED_BY_GITOPS,
                "Flux HelmRelease web owns spec.paused on deployment/web and would undo the change:"
                    + " change it in Git."));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "true  | 7 | Succeeded[message=deployment/web is paused: changes wait until it is resumed.]",
        "false | 7 | Succeeded[message=deployment/web rolls out changes again.]",
        "true  | 6 | InProgress[progress=Progress[done=0, total=1, message=waiting for the controller"
            + " of deployment/web]]",
      })
  void isDoneOnceTheControllerHasSeenIt(boolean paused, int observed, String seen) {
    Workload target =
        workload(
            WEB.replace("spec: {}", "spec: {paused: %s}".formatted(paused))
                + "status: {observedGeneration: %d}".formatted(observed));

    assertThat(new PauseObserver().fingerprint(target, null)).isEqualTo("paused=" + paused);
    assertThat(new PauseObserver().observe(target, null)).hasToString(seen);
  }

  private static Planning plan(String target, Wanted wanted) {
    return new PausePlanner(new PauseAction(new Target(null, "Deployment", "web")), wanted)
        .plan(facts(workload(target)));
  }
}
