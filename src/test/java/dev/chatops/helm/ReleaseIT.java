package dev.chatops.helm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.admission.AdmissionGuard;
import dev.chatops.runtime.OperatorRole;
import dev.chatops.testing.Kubectl;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfigurationBuilder;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A release from its installation to its end, by the real Helm on a control plane of its own.
class ReleaseIT {

  private static final String RELEASE = "chatops-operator";
  private static final String CHART = ChartFiles.CHART.toString();
  private static final String ELSEWHERE = "bots";
  private static final String AS_SHIPPED = "chatops-system";
  private static final String DEFINITION =
      "manifests/examples/shop/12.AllowedCommand.restart-web.yaml";
  private static final String KINDS =
      "serviceaccounts,deployments,poddisruptionbudgets,roles,rolebindings,clusterroles,"
          + "clusterrolebindings,flowschemas,validatingadmissionpolicies,"
          + "validatingadmissionpolicybindings,mutatingadmissionpolicies,"
          + "mutatingadmissionpolicybindings";

  private static EmptyCluster cluster;

  @BeforeAll
  static void start() {
    cluster = new EmptyCluster();
    cluster.kubectl("create", "namespace", ELSEWHERE).orFail();
    cluster.kubectl("create", "namespace", "shop").orFail();
    cluster
        .kubectl("label", "ns", ELSEWHERE, "pod-security.kubernetes.io/enforce=restricted")
        .orFail();
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @AfterEach
  void removeEverything() {
    for (String namespace : List.of(ELSEWHERE, AS_SHIPPED)) {
      cluster.helm("uninstall", RELEASE, "-n", namespace, "--ignore-not-found").orFail();
    }
    cluster.kubectl("delete", "-k", "crds", "--ignore-not-found").orFail();
  }

  @Test
  void operatorWorksInTheNamespaceOfTheRelease() throws Exception {
    Kubectl installed = cluster.helm("install", RELEASE, CHART, "-n", ELSEWHERE).orFail();

    assertThat(installed.output()).doesNotContainIgnoringCase("warning");
    assertThat(get("{.spec.policyName}", "mutatingadmissionpolicybinding/requester.chatops.dev"))
        .isEqualTo("requester.chatops.dev");
    podsAreAdmittedUnderTheRestrictedStandard();
    try (KubernetesClient client = cluster.as("system:serviceaccount:bots:chatops-operator");
        OperatorRole operator = operator(client)) {
      operator.start();

      Awaitility.await().until(() -> operator.unready().isEmpty());
      Awaitility.await()
          .until(() -> client.leases().inNamespace(ELSEWHERE).withName(RELEASE).get() != null);
      assertThat(flowSchemaOf(client, "/apis/chatops.dev/v1alpha1/chatcommands"))
          .isEqualTo(get("{.metadata.uid}", "flowschema/chatops-operator"));
      assertThat(
              flowSchemaOf(
                  client, "/apis/coordination.k8s.io/v1/namespaces/bots/leases/chatops-operator"))
          .isEqualTo(get("{.metadata.uid}", "flowschema/chatops-operator-leases"));
    }
  }

  @Test
  void upgradeBringsNewDefinitionsAndMendsTheRules(@TempDir Path older) throws IOException {
    copyChartWithoutCategories(older);
    cluster.helm("install", RELEASE, older.toString(), "-n", ELSEWHERE).orFail();
    assertThat(categoriesOfFreezeWindows()).isEmpty();
    cluster.kubectl("delete", "validatingadmissionpolicybinding", "status.chatops.dev").orFail();
    cluster
        .kubectl(
            "patch",
            "validatingadmissionpolicy",
            "deletion.chatops.dev",
            "--type=merge",
            "-p={\"spec\":{\"failurePolicy\":\"Ignore\"}}")
        .orFail();

    cluster
        .helm("upgrade", RELEASE, CHART, "-n", ELSEWHERE, "--set", "runners={web-runner}")
        .orFail();

    assertThat(categoriesOfFreezeWindows()).isEqualTo("[\"chatops\"]");
    assertThat(get("{.rules[*].resourceNames}", "clusterrole/chatops-operator-runners"))
        .isEqualTo("[\"web-runner\"]");
    rulesAreInForce();
  }

  @Test
  void uninstallKeepsWhatPeopleWroteAndNothingElse() {
    cluster.helm("install", RELEASE, CHART, "-n", ELSEWHERE).orFail();
    Awaitility.await("the new kind is served")
        .until(() -> cluster.kubectl("create", "-f", DEFINITION).succeeded());
    String written = get("{.metadata.uid}", "-n=shop", "allowedcommand/restart-web");

    cluster.helm("uninstall", RELEASE, "-n", ELSEWHERE).orFail();

    assertThat(everythingOfOurs()).isEmpty();
    cluster.helm("install", RELEASE, CHART, "-n", ELSEWHERE).orFail();
    assertThat(get("{.metadata.uid}", "-n=shop", "allowedcommand/restart-web")).isEqualTo(written);
  }

  @Test
  void releaseTakesOverWhatKustomizeInstalled() throws IOException {
    cluster.kubectl("apply", "--server-side", "-k", "manifests/admission-1.36").orFail();
    String[] deployment = {"-n=" + AS_SHIPPED, "deployment/chatops-operator"};
    String before = get("{.metadata.uid} {.spec}", deployment);

    cluster.helm("install", RELEASE, CHART, "-n", AS_SHIPPED, "--take-ownership").orFail();

    assertThat(get("{.metadata.uid} {.spec}", deployment)).isEqualTo(before);
    rulesAreInForce();
    cluster.helm("uninstall", RELEASE, "-n", AS_SHIPPED).orFail();
    assertThat(everythingOfOurs()).isEmpty();
  }

  private static OperatorRole operator(KubernetesClient client) {
    return new OperatorRole(
        client,
        new SimpleMeterRegistry(),
        Metrics.NOOP,
        Clock.systemUTC(),
        LeaderElectionConfigurationBuilder.aLeaderElectionConfiguration(RELEASE)
            .withLeaseNamespace(ELSEWHERE)
            .withIdentity("release-it")
            .build());
  }

  private static void podsAreAdmittedUnderTheRestrictedStandard() {
    Awaitility.await("the two pods of the Deployment")
        .until(() ->
            get("{.status.replicas}", "-n=" + ELSEWHERE, "deployment/chatops-operator")
                .equals("2"));
  }

  /// The FlowSchema under which the API server answers, by its uid.
  private static String flowSchemaOf(KubernetesClient client, String path) throws Exception {
    var http = client.getHttpClient();
    URI uri = client.getMasterUrl().toURI().resolve(path);
    var response =
        http.sendAsync(http.newHttpRequestBuilder().uri(uri).build(), String.class).get();
    assertThat(response.code()).isEqualTo(200);
    return response.header("X-Kubernetes-PF-FlowSchema-UID");
  }

  private static void rulesAreInForce() throws IOException {
    try (KubernetesClient admin = cluster.admin();
        AdmissionGuard guard = new AdmissionGuard(admin, Clock.systemUTC())) {
      guard.start();
      assertThat(guard.finding()).isEmpty();
    }
  }

  /// The chart as it was before the definitions had categories.
  private static void copyChartWithoutCategories(Path folder) throws IOException {
    try (var files = Files.walk(ChartFiles.CHART)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = folder.resolve(ChartFiles.CHART.relativize(file));
        Files.createDirectories(copy.getParent());
        Files.writeString(
            copy, Files.readString(file).replace("    categories:\n    - \"chatops\"\n", ""));
      }
    }
  }

  private static String categoriesOfFreezeWindows() {
    return get("{.spec.names.categories}", "crd/freezewindows.chatops.dev");
  }

  /// What carries our label, in any namespace, by kind and name.
  private static List<String> everythingOfOurs() {
    return cluster
        .kubectl(
            "get",
            "--all-namespaces",
            "--output=name",
            "--selector=app.kubernetes.io/part-of=chatops-operator",
            KINDS)
        .orFail()
        .output()
        .lines()
        .toList();
  }

  private static String get(String jsonPath, String... object) {
    var arguments = new ArrayList<>(List.of("get", "--output=jsonpath=" + jsonPath));
    arguments.addAll(List.of(object));
    return cluster.kubectl(arguments.toArray(String[]::new)).orFail().output();
  }
}
