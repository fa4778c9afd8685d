package dev.chatops.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.chatops.action.Workload;
import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.api.v1alpha1.ChatCommandStatus;
import dev.chatops.api.v1alpha1.CommandPlan;
import dev.chatops.api.v1alpha1.GitOpsOverride;
import dev.chatops.api.v1alpha1.Resolved;
import dev.chatops.api.v1alpha1.TargetRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ContestTest {

  private static final Instant START = Instant.parse("2026-01-31T12:00:00Z");
  private static final GitOpsOverride FLUX =
      new GitOpsOverride(
          "Flux Kustomization flux-system/shop",
          "kustomize-controller",
          List.of("f:spec/f:replicas"));

  /// Ours is generation 8.
  private static final Workload OURS = target(8, "chatops.dev-u-1-override");

  private static final Workload UNDONE = target(9, "kustomize-controller");

  @Test
  void theOwnerIsWatchedForAMinuteFromTheStart() {
    assertThat(contest(0, OURS).isOpen()).isTrue();
    assertThat(contest(59, OURS).isOpen()).isTrue();
    assertThat(contest(60, OURS).isOpen()).isFalse();
    assertThat(contest(40, OURS).left()).isEqualTo(Duration.ofSeconds(20));
    assertThat(contest(40, OURS).watched("5 of 5 replicas ready"))
        .isEqualTo(
            "5 of 5 replicas ready. Watched until 2026-01-31T12:01:00Z, as Flux Kustomization"
                + " flux-system/shop may undo it.");
  }

  @Test
  void noLongerThanTheCommandMayRun() {
    assertThat(Contest.of(run(29, 30, FLUX, null), OURS).isOpen()).isTrue();
    assertThat(Contest.of(run(30, 30, FLUX, null), OURS).isOpen()).isFalse();
  }

  @Test
  void aChangeThatNobodyOwnsIsNotWatched() {
    Contest none = Contest.of(run(0, 900, null, null), UNDONE);

    assertThat(none.isOpen()).isFalse();
    assertThat(none.lost()).isEmpty();
    assertThat(none.closed("5 of 5 replicas ready")).isEqualTo("5 of 5 replicas ready");
  }

  @Test
  void whoUndidItIsNamedWithTheTime() {
    assertThat(contest(20, UNDONE).lost())
        .contains(
            "replicas: 3 → 5 on deployment/web was made, and Flux Kustomization flux-system/shop"
                + " undid it (kustomize-controller at 2026-01-31T12:00:30Z).");
  }

  @Test
  void anotherHandIsNotTheOwners() {
    assertThat(contest(20, target(9, "kubectl-edit")).lost()).isEmpty();
  }

  /// The owner still has the field in what was read before our change arrived.
  @Test
  void theOwnersClaimOnTheStateOfOurChangeIsNoUndoing() {
    assertThat(contest(20, target(8, "kustomize-controller")).lost()).isEmpty();
  }

  @Test
  void whatTheGenerationDoesNotCountIsJudgedByTheOwnerAlone() {
    assertThat(Contest.of(run(20, 900, FLUX, "4711"), target(7, "kustomize-controller")).lost())
        .isPresent();
  }

  @Test
  void theEndSaysThatGitStillSaysOtherwise() {
    assertThat(contest(60, OURS).closed("5 of 5 replicas ready"))
        .isEqualTo(
            "5 of 5 replicas ready. Git still says otherwise: Flux Kustomization flux-system/shop"
                + " did not undo it within 1m and may do so later.");
  }

  @Test
  void anOwnerThatSaysTheSameNowIsNotWatchedAnyLonger() {
    Contest agreed = contest(5, UNDONE);

    assertThat(agreed.isOpen()).isFalse();
    assertThat(agreed.closed("rolled out."))
        .isEqualTo("rolled out. Flux Kustomization flux-system/shop has set the same meanwhile.");
  }

  private static Contest contest(int seconds, Workload target) {
    return Contest.of(run(seconds, 900, FLUX, null), target);
  }

  private static Run run(
      int seconds, int limit, @Nullable GitOpsOverride override, @Nullable String baseVersion) {
    var resolved =
        Resolved.at("scale", "chatops-runner", 7, "replicas=5", "336h")
            .with(List.of(), null, baseVersion)
            .inSpiteOf(override);
    var plan =
        new CommandPlan(
            "d",
            "replicas: 3 → 5 on deployment/web",
            new TargetRef("apps/v1", "Deployment", "web", "t"),
            List.of(),
            null,
            null);
    var command = new ChatCommand();
    command.getMetadata().setUid("u-1");
    command.setStatus(
        new ChatCommandStatus(
            1L,
            null,
            null,
            plan,
            resolved,
            null,
            START,
            null,
            START.plusSeconds(limit),
            null,
            null,
            null,
            null,
            null,
            null,
            null));
    return Run.of(command, START.plusSeconds(seconds), new Ongoing(true, START));
  }

  private static Workload target(int generation, String owner) {
    try {
      return new Workload(
          new YAMLMapper()
              .readTree(
                  """
                  kind: Deployment
                  metadata:
                    name: web
                    generation: %d
                    managedFields:
                    - manager: %s
                      time: '2026-01-31T12:00:30Z'
                      fieldsV1: {'f:spec': {'f:replicas': {}}}
                  """
                      .formatted(generation, owner)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
