package dev.chatops.command;

import static dev.chatops.testing.AwaitedCommand.assertThatCommand;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.api.v1alpha1.AllowedCommand;
import dev.chatops.api.v1alpha1.ChatCommandStatus;
import dev.chatops.api.v1alpha1.FreezeWindow;
import dev.chatops.api.v1alpha1.Reason;
import dev.chatops.runtime.OperatorRole;
import dev.chatops.testing.Cluster;
import dev.chatops.testing.Manifests;
import dev.chatops.testing.Person;
import dev.chatops.testing.RunningOperator;
import dev.chatops.testing.TestNamespace;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What people see of a Deployment with three pods, each of which prints the same three lines.
class ShowIT {

  private static final Path INSPECT =
      Path.of("manifests/examples/troubleshooting/10.AllowedCommand.inspect-web.yaml");

  private static Workshop shop;
  private static OperatorRole operator;

  @BeforeAll
  static void start() {
    shop = Workshop.open();
    shop.namespace().applyExample("shop");
    shop.namespace().applyExample("troubleshooting");
    Workshop.await(() -> shop.deployment("web").getStatus().getReadyReplicas() == 3);
    operator = RunningOperator.start();
  }

  @AfterAll
  static void stop() {
    operator.close();
  }

  @Test
  void statusTellsTheSituationInOneAnswer() {
    shop.ask("first", "scale-web", "replicas: 3");
    assertThatCommand(shop.namespace(), "first").ends(Reason.ALREADY_APPLIED);

    shop.ask("status", "inspect-web", "");

    assertThat(shown("status"))
        .startsWith("deployment/web: 3 of 3 replicas updated, 3 available.\nimage web: ")
        .contains("\npods: 3 Ready\n", "\nevents:\n", "ScalingReplicaSet deployment/web: ")
        .contains("\ncommands:\n", "scale-web by alice: AlreadyApplied");
  }

  @Test
  void logsAreThoseOfThePods() {
    shop.ask("logs", "logs-web", "");

    assertThat(shown("logs").lines())
        .hasSize(12)
        .filteredOn(line -> line.equals("listening on port 8080"))
        .hasSize(3);
  }

  @Test
  void logsAreSearched() {
    shop.ask("search", "logs-web", "contains: LISTENING, lines: 1");

    assertThat(shown("search").lines())
        .hasSize(6)
        .filteredOn(line -> line.equals("listening on port 8080"))
        .hasSize(3);
  }

  @Test
  void aNumberThatSelectsNothingIsRefused() {
    shop.ask("none", "logs-web", "lines: 900");

    assertThatCommand(shop.namespace(), "none")
        .ends(Reason.INVALID_ARGUMENTS)
        .saying("900 is no number of lines: give 1 to 500.");
  }

  @Test
  void aDescriptionHidesWhatLooksLikeASecret() {
    shop.namespace()
        .apply(
            """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: open}
            spec:
              replicas: 0
              selector: {matchLabels: {app: open}}
              template:
                metadata: {labels: {app: open}}
                spec:
                  containers:
                  - {name: main, image: a, args: [--db=postgres://shop:hunter2@db/shop]}
            """);
    shop.define(
        "describe", "action: {show: {target: {kind: Deployment, name: open}, view: Description}}");
    shop.ask("describe", "describe", "");

    assertThat(shown("describe"))
        .contains("name: \"open\"", "postgres://shop:[redacted]@db/shop")
        .doesNotContain("managedFields", "hunter2");
  }

  @Test
  void nobodyWaitsForALookAndNoWindowKeepsItOut() {
    var window =
        Cluster.admin()
            .resource(
                Cluster.admin()
                    .getKubernetesSerialization()
                    .unmarshal(
                        """
                        apiVersion: chatops.dev/v1alpha1
                        kind: FreezeWindow
                        metadata: {name: %1$s}
                        spec:
                          schedule: "* * * * *"
                          duration: 1h
                          timeZone: UTC
                          namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: %1$s}}
                        """
                            .formatted(shop.name()),
                        FreezeWindow.class));
    window.create();
    try {
      Workshop.await(() ->
          Cluster.admin().resources(FreezeWindow.class).withName(shop.name()).get().getStatus()
              != null);
      shop.ask("frozen", "scale-web", "replicas: 5");
      assertThatCommand(shop.namespace(), "frozen").ends(Reason.FROZEN);

      shop.ask("look", "inspect-web", "");

      assertThatCommand(shop.namespace(), "look").ends(Reason.COMPLETED);
    } finally {
      window.delete();
    }
  }

  @Test
  void approvalsAndLimitsHoldForALookToo() {
    shop.define(
        "guarded",
        """
        action: {show: {target: {kind: Deployment, name: web}}}
        approval: {count: 1}
        limits: [{per: Command, count: 1, window: 1h}]
        """);
    shop.namespace().grant("bob", "chatops-approver");
    shop.namespace().allow("bob", "approve", "allowedcommands", "guarded");
    shop.ask("waits", "guarded", "");
    assertThatCommand(shop.namespace(), "waits").waits(Reason.AWAITING_APPROVAL);
    assertThat(shop.command("waits").getStatus().output()).isNull();

    Person.withKubectl(shop.namespace(), "bob").approve("waits");

    assertThat(shown("waits")).startsWith("deployment/web: ");
    shop.ask("again", "guarded", "");
    assertThatCommand(shop.namespace(), "again").ends(Reason.RATE_LIMITED);
  }

  /// The operator itself may read every Deployment.
  @Test
  void whatTheRunnerMayNotReadIsNotShown() {
    TestNamespace narrow = Cluster.namespace();
    narrow.applyExample("shop");
    narrow.applyExample("troubleshooting");
    narrow.awaitAllowed("alice", "run", "inspect-web");
    Workshop.await(() -> readiness(narrow).equals("Ready"));
    Cluster.admin()
        .rbac()
        .roleBindings()
        .inNamespace(narrow.name())
        .withName("chatops-runner")
        .delete();
    Workshop.await(() -> !mayRead(narrow));
    narrow.create(
        Cluster.as("alice"),
        """
        apiVersion: chatops.dev/v1alpha1
        kind: ChatCommand
        metadata: {name: look}
        spec: {command: inspect-web}
        """);

    ChatCommandStatus status =
        assertThatCommand(narrow, "look").ends(Reason.FAILED).command().getStatus();

    assertThat(status.output()).isNull();
  }

  private static boolean mayRead(TestNamespace namespace) {
    return Cluster.admin()
        .resource(
            new SubjectAccessReviewBuilder()
                .withNewSpec()
                .withUser("system:serviceaccount:" + namespace.name() + ":chatops-runner")
                .withNewResourceAttributes()
                .withNamespace(namespace.name())
                .withVerb("get")
                .withGroup("apps")
                .withResource("deployments")
                .withName("web")
                .endResourceAttributes()
                .endSpec()
                .build())
        .create()
        .getStatus()
        .getAllowed();
  }

  /// Reason of the condition Ready of inspect-web.
  private static String readiness(TestNamespace namespace) {
    return Cluster.admin()
        .resources(AllowedCommand.class)
        .inNamespace(namespace.name())
        .withName("inspect-web")
        .get()
        .getStatus()
        .conditions()
        .stream()
        .filter(condition -> condition.type().equals("Ready"))
        .findFirst()
        .orElseThrow()
        .reason();
  }

  @Test
  void whoeverHasNoRightToLookIsToldWhatToGrant() {
    TestNamespace blind = Cluster.namespace();
    blind.applyExample("shop");
    blind.awaitAllowed("alice", "run", "scale-web");
    blind.allow("alice", "run", "allowedcommands", "inspect-web");
    blind.apply(Manifests.read(INSPECT));
    Workshop.await(() -> readiness(blind).equals("RunnerForbidden"));
    blind.create(
        Cluster.as("alice"),
        """
        apiVersion: chatops.dev/v1alpha1
        kind: ChatCommand
        metadata: {name: blind}
        spec: {command: inspect-web}
        """);

    assertThatCommand(blind, "blind")
        .ends(Reason.DEFINITION_NOT_READY)
        .saying(
            "AllowedCommand inspect-web cannot work: service account chatops-runner may not list pods"
                + " in "
                + blind.name()
                + "; grant it in a Role of the namespace.");
  }

  private static String shown(String command) {
    ChatCommandStatus status =
        assertThatCommand(shop.namespace(), command).ends(Reason.COMPLETED).command().getStatus();
    return status.output().text();
  }
}
