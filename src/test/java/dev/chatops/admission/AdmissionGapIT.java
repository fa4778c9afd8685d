package dev.chatops.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.admission.AdmissionGuard.Verdict;
import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.api.v1alpha1.CommandDecision;
import dev.chatops.api.v1alpha1.Condition;
import dev.chatops.runtime.OperatorRole;
import dev.chatops.testing.Manifests;
import dev.chatops.testing.Refusal;
import dev.chatops.testing.SpareCluster;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicyBinding;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// While an admission rule is absent or altered anybody can ask in anybody's name; so nothing that
/// was stored then is ever carried out, and nothing at all meanwhile.
class AdmissionGapIT {

  private static final String BINDING = "chatcommands.chatops.dev";
  private static final String DECISIONS = "commanddecisions.chatops.dev";
  private static final String OPERATOR = "system:serviceaccount:chatops-system:chatops-operator";

  private static SpareCluster cluster;

  @BeforeAll
  static void installOnAClusterOfItsOwn() {
    cluster = SpareCluster.start("gap");
    cluster.kubectl("apply", "--server-side", "-k", "manifests/install").orFail();
    cluster.kubectl("apply", "--server-side", "-k", "manifests/examples/shop").orFail();
    cluster.kubectl("apply", "--server-side", "-k", "manifests/examples/approval").orFail();
    for (String role : List.of("chatops-requester", "chatops-approver")) {
      cluster
          .kubectl(
              "create",
              "rolebinding",
              "mallory-" + role,
              "-n",
              "shop",
              "--clusterrole=" + role,
              "--user=mallory")
          .orFail();
    }
    await("the rules are in force", () -> !isAccepted(() -> forge("probe", true)));
  }

  @AfterAll
  static void stopTheCluster() {
    cluster.close();
  }

  @Test
  void whatIsStoredInAGapExpiresAndNothingRunsMeanwhile() {
    ValidatingAdmissionPolicyBinding binding = binding();
    long generation = webGeneration();
    try (var operator = operator()) {
      operator.start();
      cluster.admin().resource(binding).delete();
      await("the rule is gone", () -> isAccepted(() -> forge("forged", false)));

      await(
          "the command waits",
          () ->
              message("forged")
                  .equals(
                      "Nothing runs until this is mended: ValidatingAdmissionPolicyBinding"
                          + " chatcommands.chatops.dev is missing. Apply the manifests again."));
      assertThat(operator.unready())
          .contains(
              "ValidatingAdmissionPolicyBinding chatcommands.chatops.dev is missing. Apply the"
                  + " manifests again.");

      cluster.kubectl("apply", "--server-side", "-k", "manifests/install").orFail();
      await(
          "the command ends",
          () ->
              message("forged")
                  .equals(
                      "It was stored while the admission rules were not in force, so nobody can tell"
                          + " who asked. Send it again."));
      assertThat(reason("forged")).isEqualTo("Expired");
      assertThat(webGeneration()).isEqualTo(generation);
    }
  }

  @Test
  void anAlteredRuleIsAGapThatIsRememberedOnceItIsMended() {
    try (var guard = new AdmissionGuard(cluster.as(OPERATOR), Clock.systemUTC())) {
      guard.start();
      Instant settled = Instant.parse(youngestRule()).plusSeconds(60);
      assertThat(guard.judge(settled)).isEqualTo(new Verdict.Trusted());

      setActions(BINDING, List.of("Audit"));
      await("it is seen", () -> guard.finding().isPresent());
      Instant inGap = Instant.now();
      assertThat(guard.judge(settled))
          .isEqualTo(
              new Verdict.NotInForce(
                  "ValidatingAdmissionPolicyBinding chatcommands.chatops.dev differs from what was"
                      + " shipped. Apply the manifests again."));

      setActions(BINDING, List.of("Deny"));
      await("it is seen", () -> guard.finding().isEmpty());
      Instant mended = Instant.now();
      assertThat(guard.judge(inGap)).isEqualTo(new Verdict.Untrusted());
      assertThat(guard.judge(mended.plusSeconds(29))).isEqualTo(new Verdict.Untrusted());
      Instant trusted = mended.plusSeconds(31);
      assertThat(guard.judge(trusted.isAfter(settled) ? trusted : settled))
          .isEqualTo(new Verdict.Trusted());
    }
  }

  @Test
  void aDecisionThatIsStoredInAGapCountsForNobody() {
    await(
        "the rules have settled",
        () -> Instant.now().isAfter(Instant.parse(youngestRule()).plusSeconds(31)));
    try (var operator = operator()) {
      operator.start();
      ask("careful");
      await("it waits for bob", () -> reason("careful").equals("AwaitingApproval"));
      ChatCommand waiting = command("careful");
      Instant created = Instant.parse(waiting.getMetadata().getCreationTimestamp());
      await("it is older than the gap", () -> Instant.now().isAfter(created.plusSeconds(7)));

      setActions(DECISIONS, List.of("Audit"));
      await("the rule is gone", () -> isAccepted(() -> forgeApproval(waiting, "forged")));
      setActions(DECISIONS, List.of("Deny"));

      await(
          "nobody trusts it",
          () ->
              counted("forged")
                  .equals(
                      "It was stored while the admission rules were not in force, so nobody can tell"
                          + " who decided. Decide again."));
      assertThat(reason("careful")).isEqualTo("AwaitingApproval");
    } finally {
      // A process that starts later has not seen the gap.
      cluster.admin().resource(command("careful")).delete();
    }
  }

  @Test
  void whatIsOlderThanTheRulesIsNotTrustedHoweverLongAgoTheOperatorStarted() {
    try (var guard =
        new AdmissionGuard(
            cluster.as(OPERATOR), Clock.offset(Clock.systemUTC(), Duration.ofDays(1)))) {
      guard.start();

      Instant created = Instant.parse(youngestRule());
      assertThat(guard.judge(created.plusSeconds(29))).isEqualTo(new Verdict.Untrusted());
      assertThat(guard.judge(created.plusSeconds(30))).isEqualTo(new Verdict.Trusted());
    }
  }

  @Test
  void withoutTheStampThatNewerServersGiveTheRequesterMustBeWrittenOut() {
    assertThat(Refusal.of(() -> create("unsigned", "alice", "spec: {command: restart-web}")))
        .isEqualTo(
            new Refusal(
                422,
                "schema",
                "ChatCommand.chatops.dev \"unsigned\" is invalid: spec: Invalid value:"
                    + " spec.requester is missing: manifests/admission-1.36 fills it in from Kubernetes"
                    + " 1.36 on; before, set it to what kubectl auth whoami prints"));

    create(
        "signed",
        "alice",
        """
        spec:
          command: restart-web
          requester: {username: alice, groups: ["system:authenticated"]}
        """);
  }

  private static OperatorRole operator() {
    return new OperatorRole(
        cluster.as(OPERATOR), new SimpleMeterRegistry(), Metrics.NOOP, Clock.systemUTC(), null);
  }

  /// Mallory asks in the name of alice.
  private static void forge(String name, boolean dryRun) {
    var command =
        Manifests.parse(
            """
            apiVersion: chatops.dev/v1alpha1
            kind: ChatCommand
            metadata: {name: %s, namespace: shop}
            spec:
              command: restart-web
              requester: {username: alice, groups: ["system:authenticated"]}
            """
                .formatted(name));
    KubernetesClient mallory = cluster.as("mallory");
    if (dryRun) {
      mallory.resource(command).dryRun().create();
    } else {
      mallory.resource(command).create();
    }
  }

  /// Asks without effect.
  private static void create(String name, String by, String spec) {
    cluster
        .as(by)
        .resource(
            Manifests.parse(
                """
                apiVersion: chatops.dev/v1alpha1
                kind: ChatCommand
                metadata: {name: %s, namespace: shop}
                %s
                """
                    .formatted(name, spec)))
        .dryRun()
        .create();
  }

  /// Alice asks for what bob has to approve.
  private static void ask(String name) {
    cluster
        .as("alice")
        .resource(
            Manifests.parse(
                """
                apiVersion: chatops.dev/v1alpha1
                kind: ChatCommand
                metadata: {name: %s, namespace: shop}
                spec:
                  command: close-web
                  reason: stocktaking
                  requester: {username: alice, groups: ["system:authenticated"]}
                """
                    .formatted(name)))
        .create();
  }

  /// Mallory approves in the name of bob.
  private static void forgeApproval(ChatCommand command, String name) {
    cluster
        .as("mallory")
        .resource(
            Manifests.parse(
                """
                apiVersion: chatops.dev/v1alpha1
                kind: CommandDecision
                metadata: {name: %s, namespace: shop}
                spec:
                  command: %s
                  commandUid: %s
                  definition: close-web
                  decision: Approve
                  planDigest: %s
                  author: {username: bob, groups: ["system:authenticated"]}
                """
                    .formatted(
                        name,
                        command.getMetadata().getName(),
                        command.getMetadata().getUid(),
                        command.getStatus().plan().digest())))
        .create();
  }

  private static String counted(String decision) {
    return Condition.find(
            cluster
                .admin()
                .resources(CommandDecision.class)
                .inNamespace("shop")
                .withName(decision)
                .get()
                .getStatus()
                .conditions(),
            "Counted")
        .orElseThrow()
        .message();
  }

  private static boolean isAccepted(Runnable request) {
    try {
      request.run();
      return true;
    } catch (io.fabric8.kubernetes.client.KubernetesClientException e) {
      return false;
    }
  }

  private static ValidatingAdmissionPolicyBinding binding() {
    return bindings().withName(BINDING).get();
  }

  private static void setActions(String binding, List<String> actions) {
    bindings()
        .withName(binding)
        .edit(stored -> {
          stored.getSpec().setValidationActions(actions);
          return stored;
        });
  }

  private static String youngestRule() {
    var admission = cluster.admin().admissionRegistration().v1();
    return Stream.concat(
            admission.validatingAdmissionPolicies().list().getItems().stream()
                .map(p -> p.getMetadata().getCreationTimestamp()),
            bindings().list().getItems().stream().map(b -> b.getMetadata().getCreationTimestamp()))
        .max(String::compareTo)
        .orElseThrow();
  }

  private static io.fabric8.kubernetes.client.dsl.NonNamespaceOperation<
          ValidatingAdmissionPolicyBinding,
          io.fabric8.kubernetes.api.model.admissionregistration.v1
              .ValidatingAdmissionPolicyBindingList,
          io.fabric8.kubernetes.client.dsl.Resource<ValidatingAdmissionPolicyBinding>>
      bindings() {
    return cluster.admin().admissionRegistration().v1().validatingAdmissionPolicyBindings();
  }

  private static ChatCommand command(String name) {
    return cluster.admin().resources(ChatCommand.class).inNamespace("shop").withName(name).get();
  }

  private static String message(String name) {
    return succeeded(name).message();
  }

  private static String reason(String name) {
    return succeeded(name).reason();
  }

  private static Condition succeeded(String name) {
    return command(name).getStatus().conditions().stream()
        .filter(c -> c.type().equals("Succeeded"))
        .findFirst()
        .orElseThrow();
  }

  private static long webGeneration() {
    return cluster
        .admin()
        .apps()
        .deployments()
        .inNamespace("shop")
        .withName("web")
        .get()
        .getMetadata()
        .getGeneration();
  }

  private static void await(String what, Callable<Boolean> state) {
    Awaitility.await(what)
        .atMost(Duration.ofSeconds(40))
        .pollInterval(Duration.ofMillis(100))
        .ignoreExceptions()
        .until(state);
  }
}
