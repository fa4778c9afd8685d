package dev.chatops.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatops.testing.Kubectl;
import dev.chatops.testing.Manifests;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A value shows up where it should, and nonsense is refused in words.
class ChartValuesIT {

  private static final String OPERATOR = "Deployment chatops-operator";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "replicas=3                                  | /spec/replicas                                  | 3",
        "image.repository=registry.shop/chatops      | /spec/template/spec/containers/0/image          | registry.shop/chatops:0.1.0",
        "image.tag=0.2.0                             | /spec/template/spec/containers/0/image          | ghcr.io/chatops-dev/chatops-operator:0.2.0",
        "image.pullPolicy=Always                     | /spec/template/spec/containers/0/imagePullPolicy | Always",
        "image.pullSecrets[0].name=registry          | /spec/template/spec/imagePullSecrets            | [{name: registry}]",
        "logLevel=DEBUG                              | /spec/template/spec/containers/0/env/4          | {name: QUARKUS_LOG_LEVEL, value: DEBUG}",
        "resources.limits.memory=1Gi                 | /spec/template/spec/containers/0/resources/limits | {memory: 1Gi}",
        "podSecurityContext.runAsUser=1000           | /spec/template/spec/securityContext/runAsUser   | 1000",
        "podSecurityContext.fsGroup=7                | /spec/template/spec/securityContext/fsGroup     | 7",
        "securityContext.privileged=false            | /spec/template/spec/containers/0/securityContext/privileged | false",
        "nodeSelector.pool=system                    | /spec/template/spec/nodeSelector                | {pool: system}",
        "tolerations[0].operator=Exists              | /spec/template/spec/tolerations                 | [{operator: Exists}]",
        "affinity.nodeAffinity.x=y                   | /spec/template/spec/affinity/nodeAffinity       | {x: y}",
        "topologySpreadConstraints[0].maxSkew=2      | /spec/template/spec/topologySpreadConstraints   | [{maxSkew: 2}]",
        "priorityClassName=important                 | /spec/template/spec/priorityClassName           | important",
        "podLabels.team=platform                     | /spec/template/metadata/labels/team             | platform",
        "podAnnotations.note=mine                    | /spec/template/metadata/annotations             | {note: mine}",
      })
  void valueReachesTheOperatorsDeployment(String value, String pointer, String expected) {
    JsonNode deployment = Rendered.chart("--set", value).get(OPERATOR);

    assertThat(deployment.at(pointer)).isEqualTo(yaml(expected));
  }

  @Test
  void digestCountsInsteadOfTheTag() {
    String digest = "sha256:" + "0123456789abcdef".repeat(4);

    JsonNode deployment =
        Rendered.chart("--set", "image.tag=0.2.0,image.digest=" + digest).get(OPERATOR);

    assertThat(deployment.at("/spec/template/spec/containers/0/image").asText())
        .isEqualTo("ghcr.io/chatops-dev/chatops-operator@" + digest);
  }

  @Test
  void gatewayIsToldWhereTheConsoleIs() {
    JsonNode gateway =
        Rendered.chart("--set", "console.url=https://chatops.shop")
            .get("Deployment chatops-gateway");

    assertThat(gateway.at("/spec/template/spec/containers/0/env"))
        .contains(yaml("{name: CHATOPS_CONSOLE_URL, value: 'https://chatops.shop'}"));
  }

  @Test
  void consoleIsToldItsIssuer() {
    JsonNode console =
        Rendered.chart(
                "--set",
                "console.oidc.issuer=https://login.shop,console.oidc.clientId=console"
                    + ",console.oidc.secretName=login,console.oidc.caConfigMap=authorities")
            .get("Deployment chatops-console");

    assertThat(console.at("/spec/template/spec/containers/0/env"))
        .contains(
            yaml("{name: CHATOPS_CONSOLE_OIDC_ISSUER, value: 'https://login.shop'}"),
            yaml("{name: CHATOPS_CONSOLE_OIDC_CLIENT_ID, value: console}"),
            yaml(
                "{name: CHATOPS_CONSOLE_OIDC_CLIENT_SECRET,"
                    + " valueFrom: {secretKeyRef: {name: login, key: client-secret}}}"),
            yaml("{name: CHATOPS_CONSOLE_OIDC_CA_FILE, value: /etc/chatops/oidc/ca.crt}"));
    assertThat(console.at("/spec/template/spec/volumes"))
        .contains(yaml("{name: config, configMap: {name: authorities}}"));
    assertThat(console.at("/spec/template/spec/containers/0/volumeMounts"))
        .contains(yaml("{name: config, mountPath: /etc/chatops/oidc, readOnly: true}"));
  }

  @Test
  void userIdsCanBeLeftToThePlatform() {
    JsonNode deployment =
        Rendered.chart(
                "--set", "podSecurityContext.runAsUser=null,podSecurityContext.runAsGroup=null")
            .get(OPERATOR);

    assertThat(deployment.at("/spec/template/spec/securityContext"))
        .isEqualTo(yaml("{runAsNonRoot: true, seccompProfile: {type: RuntimeDefault}}"));
  }

  @Test
  void labelsOfPodsNeverReplaceThoseThatSelectThem() {
    JsonNode deployment =
        Rendered.chart("--set", "podLabels.app\\.kubernetes\\.io/name=mine").get(OPERATOR);

    assertThat(deployment.at("/spec/template/metadata/labels/app.kubernetes.io~1name").asText())
        .isEqualTo("chatops-operator");
  }

  @Test
  void runnersAreWhoTheOperatorMayActAs() {
    Rendered chart = Rendered.chart("--set", "runners={chatops-runner,web-runner}");

    assertThat(Rights.grantedBy(chart))
        .filteredOn(right -> right.contains("impersonate"))
        .containsExactlyInAnyOrder(
            "ClusterRole chatops-operator-runners may impersonate core/serviceaccounts (chatops-runner)",
            "ClusterRole chatops-operator-runners may impersonate core/serviceaccounts (web-runner)");
  }

  @Test
  void rolesAreKeptOutOfTheBuiltInOnes() {
    Rendered chart = Rendered.chart("--set", "aggregateRoles=false");

    assertThat(chart.objects().values())
        .flatExtracting(object -> object.at("/metadata/labels").properties())
        .filteredOn(label -> label.getKey().contains("/aggregate-to-"))
        .isNotEmpty()
        .allMatch(label -> label.getValue().asText().equals("false"));
  }

  @ParameterizedTest
  @CsvSource({
    "flowSchemas=false, FlowSchema ",
    "crds.install=false, CustomResourceDefinition ",
  })
  void whatIsSwitchedOffIsNotInstalled(String value, String kind) {
    assertThat(Rendered.chart().objects().keySet()).anyMatch(name -> name.startsWith(kind));

    assertThat(Rendered.chart("--set", value).objects().keySet())
        .hasSizeGreaterThan(20)
        .noneMatch(name -> name.startsWith(kind));
  }

  @Test
  void annotationsReachTheServiceAccount() {
    Rendered chart = Rendered.chart("--set", "serviceAccountAnnotations.role=operator");

    assertThat(chart.get("ServiceAccount chatops-operator").at("/metadata/annotations"))
        .isEqualTo(yaml("{role: operator}"));
  }

  @Test
  void everyCustomResourceDefinitionOutlivesTheRelease() {
    assertThat(Rendered.chart().objects().values())
        .filteredOn(object -> object.path("kind").asText().equals("CustomResourceDefinition"))
        .isNotEmpty()
        .allMatch(crd ->
            crd.at("/metadata/annotations/helm.sh~1resource-policy").asText().equals("keep"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "runners=[]                    | at '/runners': minItems: got 0, want 1",
        "runners=null                  | missing property 'runners'",
        "runners=[\"*\"]               | at '/runners/0': '*' does not match pattern",
        "replicas=\"two\"              | at '/replicas': got string, want integer",
        "image={\"tag\":1.0}           | at '/image/tag': got number, want string",
        "image={\"digest\":\"latest\"} | at '/image/digest': 'latest' does not match pattern",
        "logLevel=\"TRACE\"            | at '/logLevel': value must be one of 'DEBUG', 'INFO', 'WARN', 'ERROR'",
        "podLabels={\"a\":1}           | at '/podLabels/a': got number, want string",
        "console.oidc={\"issuer\":\"http://login.shop\"} | at '/console/oidc/issuer': 'http://login.shop' does not match pattern",
        "replica=3                     | additional properties 'replica' not allowed",
      })
  void nonsenseIsRefusedInWords(String value, String sentence) {
    Kubectl answer = Rendered.template("--set-json", value);

    assertThat(answer.succeeded()).isFalse();
    assertThat(answer.output()).contains(sentence);
  }

  /// Without names the rule would let the operator act as every service account.
  @Test
  void nobodyGetsARuleWithoutNames() {
    Kubectl answer = Rendered.template("--skip-schema-validation", "--set-json", "runners=[]");

    assertThat(answer.succeeded()).isFalse();
    assertThat(answer.output()).contains("runners must name at least one service account");
  }

  @Test
  void olderServersAreRefused() {
    assertThat(Rendered.template("--kube-version=1.32.9").output())
        .contains("chart requires kubeVersion: >=1.33.0-0");
    Rendered.template("--kube-version=v1.33.1-gke.100").orFail();
  }

  private static JsonNode yaml(String text) {
    // What begins with a brace would be read as JSON.
    return Manifests.tree("---\n" + text);
  }
}
