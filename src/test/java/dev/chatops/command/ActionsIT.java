package dev.chatops.command;

import static dev.chatops.testing.AwaitedCommand.assertThatCommand;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.api.v1alpha1.PlannedChange;
import dev.chatops.api.v1alpha1.Reason;
import dev.chatops.runtime.OperatorRole;
import dev.chatops.testing.Cluster;
import dev.chatops.testing.RunningOperator;
import dev.chatops.testing.TestNamespace;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Every action on every kind beside the Deployment, side by side under the shipped rights.
///
/// Commands of one target are asked at once; the queue brings them into order.
class ActionsIT {

  private static final String POD =
      """
      selector: {matchLabels: {app: NAME}}
      template:
        metadata: {labels: {app: NAME}}
        spec:
          securityContext: {}
          containers:
          - name: main
            image: registry.example/NAME:1
            args: []
            env: [{name: EMPTY, value: ""}]
            resources: {limits: {cpu: 500m, memory: 1Gi}}
            volumeMounts: [{name: tmp, mountPath: /tmp}]
          volumes: [{name: tmp, emptyDir: {}}, {name: all, projected: {sources: []}}]
      """;

  private static OperatorRole operator;
  private static Workshop shop;

  @BeforeAll
  static void askForEverythingAtOnce() {
    operator = RunningOperator.start();
    shop = Workshop.open();
    allowRunner("apps", "lone", "replicasets/scale");
    workload("StatefulSet", "db", "replicas: 2\nserviceName: db");
    workload("DaemonSet", "agent", "minReadySeconds: 0");
    workload("ReplicaSet", "lone", "replicas: 1");
    cacheThatScales();
    define("db", "StatefulSet");
    define("agent", "DaemonSet");
    defineScale("db", "apps/v1", "StatefulSet");
    defineScale("lone", "apps/v1", "ReplicaSet");
    defineScale("cache", "test.chatops.dev/v1", "Cache");
    Workshop.await(() -> ready("statefulsets", "db") == 2);

    for (String name : new String[] {"db", "agent"}) {
      shop.ask(name + "-1-deploy", "deploy-" + name, "tag: \"2\"");
      shop.ask(name + "-2-rollback", "rollback-" + name, "");
      shop.ask(name + "-3-restart", "restart-" + name, "");
    }
    shop.ask("db-4-scale", "scale-db", "replicas: \"+1\"");
    shop.ask("lone-scale", "scale-lone", "replicas: 3");
    shop.ask("cache-scale", "scale-cache", "replicas: 2");
    blind();
  }

  @AfterAll
  static void stopOperator() {
    operator.close();
  }

  @Test
  void statefulSet() {
    assertThatCommand(namespace(), "db-1-deploy")
        .ends(Reason.COMPLETED)
        .saying(
            "image of main: registry.example/db:1 → 2 on statefulset/db: 2 of 2 replicas updated, 2"
                + " available.");
    assertThatCommand(namespace(), "db-2-rollback")
        .ends(Reason.COMPLETED)
        .saying(
            "rollback of statefulset/db to revision 1, image of main: registry.example/db:2 → 1;"
                + " configuration and data stay as they are: 2 of 2 replicas updated, 2 available.");
    assertThatCommand(namespace(), "db-3-restart")
        .ends(Reason.COMPLETED)
        .saying(
            "restart of statefulset/db: replaces 2 pods: 2 of 2 replicas updated, 2 available.");
    assertThatCommand(namespace(), "db-4-scale")
        .ends(Reason.COMPLETED)
        .saying("replicas: 2 → 3 on statefulset/db: 3 of 3 replicas ready");
    assertThat(changes("db-2-rollback"))
        .containsExactly(
            new PlannedChange("revision", "2", "1"),
            new PlannedChange("image of main", "registry.example/db:2", "registry.example/db:1"));
  }

  @Test
  void daemonSet() {
    int nodes = Cluster.admin().nodes().list().getItems().size();
    String updated = "%1$d of %1$d pods updated, %1$d available.".formatted(nodes);

    assertThatCommand(namespace(), "agent-1-deploy")
        .ends(Reason.COMPLETED)
        .saying("image of main: registry.example/agent:1 → 2 on daemonset/agent: " + updated);
    assertThatCommand(namespace(), "agent-2-rollback")
        .ends(Reason.COMPLETED)
        .saying(
            "rollback of daemonset/agent to revision 1, image of main: registry.example/agent:2 → 1;"
                + " configuration and data stay as they are: "
                + updated);
    assertThatCommand(namespace(), "agent-3-restart")
        .ends(Reason.COMPLETED)
        .saying("restart of daemonset/agent: replaces " + nodes + " pods: " + updated);
  }

  @Test
  void replicaSet() {
    assertThatCommand(namespace(), "lone-scale")
        .ends(Reason.COMPLETED)
        .saying("replicas: 1 → 3 on replicaset/lone: 3 of 3 replicas ready");
  }

  @Test
  void anyKindWithAScaleOnceItsOwnControllerCountsWhatWasAskedFor() {
    assertThatCommand(namespace(), "cache-scale").waits(Reason.RUNNING);
    Workshop.await(() -> wantedCaches("cache") == 2);
    Cluster.kubectl(
            "",
            "patch",
            "caches.test.chatops.dev",
            "cache",
            "-n",
            shop.name(),
            "--subresource=status",
            "--type=merge",
            "-p",
            "{\"status\":{\"replicas\":2}}")
        .orFail();

    assertThatCommand(namespace(), "cache-scale")
        .ends(Reason.COMPLETED)
        .saying("replicas: 0 → 2 on cache/cache: 2 of 2 replicas there");
  }

  @Test
  void aCommandWhoseTargetMayNotBeReadAnyMoreEndsAtItsDeadline() {
    assertThatCommand(namespace(), "blind")
        .ends(Reason.TIMED_OUT)
        .saying(
            "The change was made, its end was not seen: chatops-runner in %s may not do this to Cache"
                    .formatted(shop.name())
                + " blind: grant it the right in a Role of the namespace. (It cannot get resource"
                + " \"caches\" in API group \"test.chatops.dev\" in the namespace \"%s\")"
                    .formatted(shop.name()));
  }

  @Test
  void theTimeOfARestartIsTheTimeThatWasStoredAsItsStart() {
    var restart =
        assertThatCommand(namespace(), "agent-3-restart").ends(Reason.COMPLETED).command();

    assertThat(
            Cluster.admin()
                .apps()
                .daemonSets()
                .inNamespace(shop.name())
                .withName("agent")
                .get()
                .getSpec()
                .getTemplate()
                .getMetadata()
                .getAnnotations())
        .containsEntry(
            "kubectl.kubernetes.io/restartedAt", restart.getStatus().startedAt().toString());
  }

  @Test
  void whatWasDoneIsKeptAsLongAsItsDefinitionSays() {
    var deploy = assertThatCommand(namespace(), "agent-1-deploy").ends(Reason.COMPLETED).command();

    assertThat(deploy.getStatus().expireHour())
        .isEqualTo(
            StatusSummary.expireHour(
                deploy.getStatus().finishedAt(), java.time.Duration.ofHours(2)));
  }

  private static void workload(String kind, String name, String spec) {
    namespace()
        .apply(
            """
            apiVersion: apps/v1
            kind: %s
            metadata: {name: %s}
            spec:
            %s
            """
                .formatted(kind, name, (spec + "\n" + POD.replace("NAME", name)).indent(2)));
  }

  private static void define(String name, String kind) {
    String target = "target: {kind: %s, name: %s}".formatted(kind, name);
    shop.define(
        "deploy-" + name,
        """
        ttlAfterFinished: 2h
        parameters: [{name: tag, required: true}]
        action: {deploy: {%s, container: main, image: 'registry.example/%s:${tag}'}}
        """
            .formatted(target, name));
    shop.define("rollback-" + name, "action: {rollback: {%s}}\n".formatted(target));
    shop.define("restart-" + name, "action: {restart: {%s}}\n".formatted(target));
  }

  private static void defineScale(String name, String apiVersion, String kind) {
    shop.define(
        "scale-" + name,
        """
        parameters: [{name: replicas, type: quantity, required: true}]
        action:
          scale:
            target: {apiVersion: %s, kind: %s, name: %s}
            replicas: ${replicas}
        """
            .formatted(apiVersion, kind, name));
  }

  /// A kind of somebody else's, with the rights that its runner needs.
  private static void cacheThatScales() {
    Cluster.admin()
        .resource(
            dev.chatops.testing.Manifests.parse(
                """
                apiVersion: apiextensions.k8s.io/v1
                kind: CustomResourceDefinition
                metadata: {name: caches.test.chatops.dev}
                spec:
                  group: test.chatops.dev
                  names: {kind: Cache, plural: caches, singular: cache}
                  scope: Namespaced
                  versions:
                  - name: v1
                    served: true
                    storage: true
                    schema:
                      openAPIV3Schema:
                        type: object
                        properties:
                          spec:
                            type: object
                            properties: {nodes: {type: integer}}
                          status:
                            type: object
                            properties: {replicas: {type: integer}}
                    subresources:
                      status: {}
                      scale: {specReplicasPath: .spec.nodes, statusReplicasPath: .status.replicas}
                """))
        .serverSideApply();
    Cluster.kubectl(
            "",
            "wait",
            "--for=condition=Established",
            "crd/caches.test.chatops.dev",
            "--timeout=30s")
        .orFail();
    allowRunner("test.chatops.dev", "cache", "caches", "caches/scale");
    cache("cache");
  }

  /// The API server serves a new kind a moment after it is established.
  private static void cache(String name) {
    Workshop.await(() -> {
      namespace()
          .apply(
              """
              apiVersion: test.chatops.dev/v1
              kind: Cache
              metadata: {name: %s}
              spec: {nodes: 0}
              """
                  .formatted(name));
      return true;
    });
  }

  private static void allowRunner(String group, String name, String... resources) {
    namespace()
        .allow(
            "system:serviceaccount:" + shop.name() + ":chatops-runner",
            new PolicyRuleBuilder()
                .withApiGroups(group)
                .withResources(resources)
                .withResourceNames(name)
                .withVerbs("get", "patch")
                .build());
  }

  /// A command whose runner may not look any more once it has made the change.
  private static void blind() {
    namespace()
        .apply(
            """
            apiVersion: rbac.authorization.k8s.io/v1
            kind: Role
            metadata: {name: blind}
            rules:
            - apiGroups: [test.chatops.dev]
              resources: [caches, caches/scale]
              resourceNames: [blind]
              verbs: [get, patch]
            """);
    String runner = "system:serviceaccount:" + shop.name() + ":chatops-runner";
    Cluster.kubectl(
            "",
            "create",
            "rolebinding",
            "blind",
            "-n",
            shop.name(),
            "--role=blind",
            "--serviceaccount=" + shop.name() + ":chatops-runner")
        .orFail();
    cache("blind");
    shop.define(
        "scale-blind",
        """
        timeout: 20s
        parameters: [{name: replicas, type: quantity, required: true}]
        action:
          scale:
            target: {apiVersion: test.chatops.dev/v1, kind: Cache, name: blind}
            replicas: ${replicas}
        """);
    Workshop.await(() ->
        Cluster.kubectl(
                "",
                "auth",
                "can-i",
                "patch",
                "caches.test.chatops.dev/blind",
                "--subresource=scale",
                "--as=" + runner,
                "-n",
                shop.name())
            .succeeded());
    shop.ask("blind", "scale-blind", "replicas: 2");
    Workshop.await(() -> wantedCaches("blind") == 2);
    Cluster.kubectl("", "delete", "rolebinding", "blind", "-n", shop.name()).orFail();
  }

  private static int wantedCaches(String name) {
    return Integer.parseInt(
        Cluster.kubectl(
                "",
                "get",
                "caches.test.chatops.dev",
                name,
                "-n",
                shop.name(),
                "-o",
                "jsonpath={.spec.nodes}")
            .orFail()
            .output()
            .strip());
  }

  private static int ready(String resource, String name) {
    return Integer.parseInt(
        Cluster.kubectl(
                "",
                "get",
                resource,
                name,
                "-n",
                shop.name(),
                "-o",
                "jsonpath={.status.readyReplicas}")
            .orFail()
            .output()
            .strip());
  }

  private static java.util.List<PlannedChange> changes(String command) {
    return shop.command(command).getStatus().plan().changes();
  }

  private static TestNamespace namespace() {
    return shop.namespace();
  }
}
