package dev.chatops.bench;

import dev.chatops.testing.Cluster;
import dev.chatops.testing.Manifests;
import dev.chatops.testing.TestNamespace;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;

/// The namespace in which everything happens: Deployments without Pods and definitions to scale
/// them, while the cluster's own controllers stand still.
record Stage(TestNamespace namespace, KubernetesClient asker, KubernetesClient floor)
    implements AutoCloseable {

  static final int TARGETS = 200;

  /// An enum takes at most 64 values.
  private static final int TARGETS_A_DEFINITION = 50;

  static Stage open() {
    TestNamespace namespace = Cluster.namespace();
    Tool.cluster("pause");
    Twin.install();
    accounts();
    var stage =
        new Stage(namespace, Cluster.as("asker"), Cluster.asServiceAccount("chatops-system", "floor"));
    targets().forEach(target -> namespace.apply(deployment(target)));
    for (int first = 0; first < TARGETS; first += TARGETS_A_DEFINITION) {
      namespace.apply(definition(first));
    }
    Awaitility.await("the twin stamps requesters")
        .ignoreExceptions()
        .until(() -> {
          stage.asker().resource(stage.twin("probe", 0)).dryRun().create();
          return true;
        });
    return stage;
  }

  static List<String> targets() {
    return IntStream.range(0, TARGETS).mapToObj(Stage::target).toList();
  }

  static String target(int number) {
    return "web-" + number;
  }

  /// Number of the definition that scales a target.
  static int scaler(int target) {
    return target / TARGETS_A_DEFINITION;
  }

  /// A command that adds one replica to a target.
  io.fabric8.kubernetes.api.model.GenericKubernetesResource command(String name, int target) {
    return command("chatops.dev", name, target);
  }

  /// The same in the group that nobody watches.
  io.fabric8.kubernetes.api.model.GenericKubernetesResource twin(String name, int target) {
    return command(Twin.GROUP, name, target);
  }

  private io.fabric8.kubernetes.api.model.GenericKubernetesResource command(
      String group, String name, int target) {
    return Manifests.parse(
        """
        apiVersion: %s/v1alpha1
        kind: ChatCommand
        metadata: {name: %s, namespace: %s}
        spec: {command: scale-%d, args: {target: %s, replicas: "+1"}}
        """
            .formatted(group, name, namespace.name(), scaler(target), target(target)));
  }

  private static String definition(int first) {
    String values =
        IntStream.range(first, first + TARGETS_A_DEFINITION)
            .mapToObj(Stage::target)
            .collect(Collectors.joining(", "));
    return """
    apiVersion: chatops.dev/v1alpha1
    kind: AllowedCommand
    metadata: {name: scale-%d}
    spec:
      parameters:
      - {name: target, type: enum, required: true, values: [%s]}
      - {name: replicas, type: quantity, required: true}
      rules:
      - {expression: "target.name != 'database'", message: not the database}
      action:
        scale:
          target: {kind: Deployment, name: "${target}"}
          replicas: ${replicas}
    """
        .formatted(first / TARGETS_A_DEFINITION, values);
  }

  private static String deployment(String name) {
    return """
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: %1$s}
    spec:
      replicas: 0
      selector: {matchLabels: {app: %1$s}}
      template:
        metadata: {labels: {app: %1$s}}
        spec: {containers: [{name: web, image: "registry.example/web:1"}]}
    """
        .formatted(name);
  }

  /// Of one who asks, of the floor, and of the played controller; the floor has the priority of the
  /// operator.
  private static void accounts() {
    cluster(
        """
        apiVersion: v1
        kind: ServiceAccount
        metadata: {name: floor, namespace: chatops-system}
        """);
    cluster(
        """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRole
        metadata: {name: bench}
        rules:
        - {apiGroups: [%s], resources: ['*'], verbs: ['*']}
        - {apiGroups: [chatops.dev], resources: [chatcommands], verbs: [create, get, list, watch]}
        - {apiGroups: [chatops.dev], resources: [allowedcommands], verbs: [run]}
        - {apiGroups: [apps], resources: [deployments], verbs: [get, list, watch]}
        - {apiGroups: [apps], resources: [deployments/scale, deployments/status], verbs: [patch]}
        - {apiGroups: [""], resources: [events], verbs: [create]}
        """
            .formatted(Twin.GROUP));
    cluster(
        """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRoleBinding
        metadata: {name: bench}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: bench}
        subjects:
        - {apiGroup: rbac.authorization.k8s.io, kind: User, name: asker}
        - {apiGroup: rbac.authorization.k8s.io, kind: User, name: controller}
        - {kind: ServiceAccount, name: floor, namespace: chatops-system}
        """);
    cluster(
        Manifests.read(java.nio.file.Path.of("manifests/install/50.FlowSchema.chatops-operator.yaml"))
            .replace("name: chatops-operator\n", "name: floor\n"));
  }

  private static void cluster(String yaml) {
    Cluster.admin().resource(Manifests.parse(yaml)).forceConflicts().serverSideApply();
  }

  @Override
  public void close() {
    Tool.cluster("resume");
  }
}
