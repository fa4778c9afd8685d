package dev.chatops.command;

import dev.chatops.api.v1alpha1.AllowedCommand;
import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.testing.Cluster;
import dev.chatops.testing.Manifests;
import dev.chatops.testing.TestNamespace;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;

/// A namespace with a Deployment and a definition for each story, so that many stories happen at
/// once.
record Workshop(TestNamespace namespace) {

  /// Alice may run whatever is defined here.
  static Workshop open() {
    var workshop = new Workshop(Cluster.namespace());
    workshop.namespace.grant("alice", "chatops-requester");
    workshop.namespace.allow("alice", "run", "allowedcommands");
    return workshop;
  }

  String name() {
    return namespace.name();
  }

  /// One replica of `registry.example/NAME:TAG`, which the local control plane plays.
  void deployment(String name, String tag) {
    namespace.apply(
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: %1$s}
        spec:
          replicas: 1
          selector: {matchLabels: {app: %1$s}}
          template:
            metadata: {labels: {app: %1$s}}
            spec: {containers: [{name: main, image: 'registry.example/%1$s:%2$s'}]}
        """
            .formatted(name, tag));
  }

  void define(String name, String spec) {
    namespace.apply(
        """
        apiVersion: chatops.dev/v1alpha1
        kind: AllowedCommand
        metadata: {name: %s}
        spec:
        %s
        """
            .formatted(name, spec.indent(2)));
  }

  /// Waits until an operator has judged a definition so: the reason of its condition Ready.
  void awaitJudged(String definition, String reason) {
    await(() ->
        Cluster.admin()
            .resources(AllowedCommand.class)
            .inNamespace(name())
            .withName(definition)
            .get()
            .getStatus()
            .conditions()
            .stream()
            .anyMatch(c -> c.type().equals("Ready") && c.reason().equals(reason)));
  }

  /// `deploy-NAME <tag>`, into any repository.
  void defineDeploy(String name, String image) {
    define(
        "deploy-" + name,
        """
        parameters: [{name: tag, pattern: '[a-z0-9.-]+', required: true}]
        action:
          deploy: {target: {kind: Deployment, name: %s}, container: main, image: '%s:${tag}'}
        """
            .formatted(name, image));
  }

  /// `scale-NAME <replicas>`.
  void defineScale(String name) {
    define(
        "scale-" + name,
        """
        parameters: [{name: replicas, type: quantity, required: true}]
        action:
          scale: {target: {kind: Deployment, name: %s}, replicas: '${replicas}', max: 10}
        """
            .formatted(name));
  }

  void ask(String name, String command, String arguments) {
    namespace.create(
        Cluster.as("alice"),
        """
        apiVersion: chatops.dev/v1alpha1
        kind: ChatCommand
        metadata: {name: %s}
        spec: {command: %s, args: {%s}}
        """
            .formatted(name, command, arguments));
  }

  ChatCommand command(String name) {
    return namespace.command(name);
  }

  Deployment deployment(String name) {
    return namespace.deployment(name);
  }

  String image(String name) {
    return deployment(name).getSpec().getTemplate().getSpec().getContainers().getFirst().getImage();
  }

  /// A change by somebody else, the administrator, by strategic merge.
  void edit(String name, String change) {
    edit(namespace, name, change);
  }

  static void edit(TestNamespace namespace, String name, String change) {
    Cluster.admin()
        .apps()
        .deployments()
        .inNamespace(namespace.name())
        .withName(name)
        .patch(
            PatchContext.of(PatchType.STRATEGIC_MERGE),
            Serialization.asJson(Manifests.tree(change)));
  }

  void setImage(String name, String image) {
    edit(
        name,
        "spec: {template: {spec: {containers: [{name: main, image: '%s'}]}}}".formatted(image));
  }

  static void await(Callable<Boolean> state) {
    await(Duration.ofSeconds(30), state);
  }

  static void await(Duration patience, Callable<Boolean> state) {
    Awaitility.await()
        .atMost(patience)
        .pollInterval(Duration.ofMillis(50))
        .ignoreExceptions()
        .until(state);
  }
}
