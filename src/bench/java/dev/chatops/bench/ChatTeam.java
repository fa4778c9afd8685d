package dev.chatops.bench;

import dev.chatops.api.v1alpha1.ChatIdentity;
import dev.chatops.api.v1alpha1.ChatWorkspace;
import dev.chatops.testing.Cluster;
import dev.chatops.testing.Manifests;
import dev.chatops.testing.SlackPeer;
import dev.chatops.testing.SlackPeer.Line;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.util.Map;

/// An emulated Slack workspace, a gateway that is connected to it, and people, each of whom works on
/// one target.
final class ChatTeam implements AutoCloseable {

  private static final String WORKSPACE = "bench";

  private final SlackPeer slack = SlackPeer.start();
  private final OperatorProcess gateway;

  ChatTeam(Stage stage) {
    Cluster.admin()
        .resource(
            new SecretBuilder()
                .withNewMetadata()
                .withName(WORKSPACE)
                .withNamespace("chatops-system")
                .endMetadata()
                .withStringData(
                    Map.of("bot-token", SlackPeer.BOT_TOKEN, "app-token", SlackPeer.APP_TOKEN))
                .build())
        .forceConflicts()
        .serverSideApply();
    cluster(
        """
        apiVersion: chatops.dev/v1alpha1
        kind: ChatWorkspace
        metadata: {name: %s}
        spec:
          slack: {teamId: %s, secretName: %s, apiUrl: '%s'}
          channels:
          - id: %s
            namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: %s}}
        """
            .formatted(
                WORKSPACE,
                SlackPeer.TEAM,
                WORKSPACE,
                slack.apiUrl(),
                SlackPeer.SHOP,
                stage.namespace().name()));
    stage
        .namespace()
        .apply(
            """
            apiVersion: chatops.dev/v1alpha1
            kind: ChatChannel
            metadata: {name: main}
            spec: {workspace: %s, channelId: %s}
            """
                .formatted(WORKSPACE, SlackPeer.SHOP));
    cluster(
        """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRoleBinding
        metadata: {name: bench-people}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: bench}
        subjects:
        - {apiGroup: rbac.authorization.k8s.io, kind: Group, name: people}
        """);
    for (int i = 0; i < Stage.TARGETS; i++) {
      cluster(
          """
          apiVersion: chatops.dev/v1alpha1
          kind: ChatIdentity
          metadata: {name: %1$s}
          spec: {person: %1$s, username: %1$s, groups: [people], accounts: [{workspace: %2$s, user: %3$s}]}
          """
              .formatted(person(i), WORKSPACE, account(i)));
    }
    gateway = OperatorProcess.startGateway();
  }

  SlackPeer slack() {
    return slack;
  }

  OperatorProcess gateway() {
    return gateway;
  }

  /// Sets the replicas of a target, by the one who works on it.
  static Line line(int target, long replicas) {
    return new Line(
        account(target),
        "<@%s> scale-%d %s %d"
            .formatted(
                SlackPeer.BOT, Stage.scaler(target), Stage.target(target), replicas));
  }

  private static String person(int number) {
    return "bench-person-" + number;
  }

  private static String account(int number) {
    return "U0LOAD" + number;
  }

  private static void cluster(String yaml) {
    Cluster.admin().resource(Manifests.parse(yaml)).forceConflicts().serverSideApply();
  }

  @Override
  public void close() {
    gateway.close();
    Cluster.admin().resources(ChatWorkspace.class).withName(WORKSPACE).delete();
    for (int i = 0; i < Stage.TARGETS; i++) {
      Cluster.admin().resources(ChatIdentity.class).withName(person(i)).delete();
    }
    slack.close();
  }
}
