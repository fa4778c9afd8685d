package dev.chatops.action.ownership;

import static dev.chatops.action.Given.workload;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.action.Workload;
import dev.chatops.api.v1alpha1.GitOpsOverride;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// managedFields as the API server keeps them for the tools.
class ReclaimTest {

  private static final String IMAGE =
      "f:spec/f:template/f:spec/f:containers/k:{\"name\":\"web\"}/f:image";
  private static final String OURS =
      "chatops.dev-c0ffee00-0000-4000-8000-000000000001-override, operation: Update";

  @ParameterizedTest
  @CsvSource({
    "kustomize-controller, Apply",
    "argocd-controller, Update",
    "argocd-controller, Apply",
    "helm-controller, Update",
  })
  void theOwnerThatHasTheFieldBackReclaimedIt(String manager, String operation) {
    Workload reverted =
        with(
            entry(manager + ", operation: " + operation, "2026-01-31T12:40:00Z", image("f:image"))
                + entry(OURS, "2026-01-31T12:34:56Z", "'f:metadata': {'f:annotations': {}}"));

    assertThat(Reclaim.of(reverted, override(manager, IMAGE)))
        .contains(new Reclaim(manager, "2026-01-31T12:40:00Z"));
  }

  @Test
  void oneThatOwnsOtherFieldsOnlyDidNot() {
    Workload ours =
        with(
            entry("kustomize-controller, operation: Apply", "2026-01-31T12:40:00Z", image("f:name"))
                + entry(OURS, "2026-01-31T12:34:56Z", image("f:image")));

    assertThat(Reclaim.of(ours, override("kustomize-controller", IMAGE))).isEmpty();
  }

  @Test
  void anotherToolOrPersonIsNotTheOwner() {
    Workload edited =
        with(
            entry("kubectl-edit, operation: Update", "2026-01-31T12:40:00Z", image("f:image"))
                + entry(
                    "helm-controller, operation: Update",
                    "2026-01-31T12:41:00Z",
                    image("f:image")));

    assertThat(Reclaim.of(edited, override("kustomize-controller", IMAGE))).isEmpty();
  }

  /// A scale leaves nothing of ours once it is undone.
  @Test
  void replicasAreReclaimedWithoutATraceOfOurs() {
    Workload reverted =
        with(
            entry(
                "kustomize-controller, operation: Apply",
                "2026-01-31T12:40:00Z",
                "'f:spec': {'f:replicas': {}}"));

    assertThat(Reclaim.of(reverted, override("kustomize-controller", "f:spec/f:replicas")))
        .isPresent();
  }

  @Test
  void anOwnerOfWhichOnlyTheMarkIsKnownCannotBeSeenToReclaim() {
    Workload label = workload("metadata: {labels: {kustomize.toolkit.fluxcd.io/name: shop}}");

    assertThat(Reclaim.of(label, override("kustomize-controller"))).isEmpty();
  }

  @Test
  void onlyWhatTheChangeTakesIsKept() {
    String name = "f:spec/f:template/f:spec/f:containers/k:{\"name\":\"web\"}/f:name";
    Workload after =
        with(
            entry("kustomize-controller, operation: Apply", "2026-01-31T12:00:00Z", image("f:name"))
                + entry(OURS, "2026-01-31T12:34:56Z", image("f:image")));

    assertThat(Reclaim.taken(override("kustomize-controller", IMAGE, name), after).fields())
        .containsExactly(IMAGE);
  }

  private static GitOpsOverride override(String manager, String... fields) {
    return new GitOpsOverride("Flux Kustomization shop", manager, List.of(fields));
  }

  private static Workload with(String entries) {
    return workload("kind: Deployment\nmetadata:\n  managedFields:\n" + entries);
  }

  private static String entry(String manager, String time, String fields) {
    return "  - {manager: %s, time: '%s', fieldsV1: {%s}}\n".formatted(manager, time, fields);
  }

  private static String image(String field) {
    return "'f:spec': {'f:template': {'f:spec': {'f:containers': {'k:{\"name\":\"web\"}': {'.': {}, '%s': {}}}}}}"
        .formatted(field);
  }
}
