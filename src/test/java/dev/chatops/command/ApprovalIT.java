package dev.chatops.command;

import static dev.chatops.testing.AwaitedCommand.assertThatCommand;
import static dev.chatops.testing.Person.awaitCounted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.api.v1alpha1.Approval;
import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.api.v1alpha1.CommandDecision;
import dev.chatops.api.v1alpha1.Condition;
import dev.chatops.api.v1alpha1.ConditionStatus;
import dev.chatops.api.v1alpha1.Decision;
import dev.chatops.api.v1alpha1.Reason;
import dev.chatops.runtime.OperatorRole;
import dev.chatops.testing.Cluster;
import dev.chatops.testing.Manifests;
import dev.chatops.testing.Person;
import dev.chatops.testing.RunningOperator;
import dev.chatops.testing.TestNamespace;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Four eyes: who agrees, who does not, and who cannot, under the shipped rights.
class ApprovalIT {

  private static OperatorRole operator;

  private TestNamespace shop;
  private Person alice;
  private Person bob;
  private Person carol;

  @BeforeAll
  static void startOperator() {
    operator = RunningOperator.start();
  }

  @AfterAll
  static void stopOperator() {
    operator.close();
  }

  @BeforeEach
  void openShop() {
    shop = Cluster.namespace();
    shop.applyExample("shop");
    shop.awaitAllowed("alice", "run", "deploy-web");
    alice = Person.withKubectl(shop, "alice");
    bob = approver("bob");
    carol = approver("carol");
    define("scale", 1, "");
    define("twice", 2, "");
    await(() -> shop.deployment("web").getStatus().getReadyReplicas() == 3);
  }

  @Test
  void waitsForAnApprovalAndKeepsTheEvidence() {
    ask("more", "scale");
    assertThatCommand(shop, "more").waits(Reason.AWAITING_APPROVAL);
    ChatCommand waiting = shop.command("more");
    assertThat(condition(waiting, "Succeeded").message())
        .startsWith(
            "0 of 1 approval of: replicas: 3 → 4 on deployment/web. Whoever holds the verb"
                + " approve on allowedcommands/scale may agree until ")
        .endsWith(": kubectl chatops approve more -n " + shop.name());
    assertThat(condition(waiting, "Approved").status()).isEqualTo(ConditionStatus.UNKNOWN);
    assertThat(shop.deployment("web").getSpec().getReplicas()).isEqualTo(3);

    String decision = bob.approve("more");

    assertThatCommand(shop, "more").ends(Reason.COMPLETED);
    awaitCounted(shop, decision, "True", "Counted");
    ChatCommand ended = shop.command("more");
    assertThat(condition(ended, "Approved").message()).isEqualTo("Approved by bob.");
    Approval evidence = ended.getStatus().approvals().getFirst();
    assertThat(evidence.username()).isEqualTo("bob");
    assertThat(evidence.decision()).isEqualTo(Decision.APPROVE);
    assertThat(evidence.planDigest()).isEqualTo(ended.getStatus().plan().digest());
    assertThat(evidence.platform()).isNull();
  }

  @Test
  void oneDenyEndsItAndSaysWhy() {
    ask("more", "twice");
    assertThatCommand(shop, "more").waits(Reason.AWAITING_APPROVAL);
    bob.approve("more");

    carol.deny("more", "not on a Friday");

    assertThatCommand(shop, "more")
        .ends(Reason.DENIED)
        .saying("Denied by carol: not on a Friday. Nothing was done.");
    assertThat(shop.deployment("web").getSpec().getReplicas()).isEqualTo(3);
  }

  @Test
  void whoAsksDoesNotApprove() {
    shop.grant("alice", "chatops-approver");
    shop.allow("alice", "approve", "allowedcommands", "scale");
    ask("more", "scale");
    assertThatCommand(shop, "more").waits(Reason.AWAITING_APPROVAL);

    String own = alice.approve("more");

    awaitCounted(shop, own, "False", "Requester");
    assertThatCommand(shop, "more").waits(Reason.AWAITING_APPROVAL);
    bob.approve("more");
    assertThatCommand(shop, "more").ends(Reason.COMPLETED);
  }

  @Test
  void onePersonWithTwoUserNamesIsOneVoice() {
    String admin = "bob-admin-" + shop.name();
    String plain = "bob-" + shop.name();
    identity(plain, "bob of " + shop.name(), plain, "");
    identity(admin, "bob of " + shop.name(), admin, "");
    ask("more", "twice");
    assertThatCommand(shop, "more").waits(Reason.AWAITING_APPROVAL);
    String first = approver(plain).approve("more");
    awaitCounted(shop, first, "True", "Counted");

    String second = approver(admin).approve("more");

    awaitOneVoice(first, second);
    assertThatCommand(shop, "more").waits(Reason.AWAITING_APPROVAL);
  }

  @Test
  void onePersonInChatAndWithKubectlIsOneVoice() {
    String dan = "dan-" + shop.name();
    approver(dan);
    identity(dan, dan, dan, "U-" + shop.name());
    ask("more", "twice");
    assertThatCommand(shop, "more").waits(Reason.AWAITING_APPROVAL);
    String chat = Person.inChat(shop, dan, "acme", "U-" + shop.name()).approve("more");
    awaitCounted(shop, chat, "True", "Counted");

    String kubectl = Person.withKubectl(shop, dan).approve("more");

    awaitOneVoice(chat, kubectl);
    bob.approve("more");
    assertThatCommand(shop, "more").ends(Reason.COMPLETED);
    assertThat(shop.command("more").getStatus().approvals())
        .extracting(Approval::person)
        .containsExactlyInAnyOrder(dan, "bob");
  }

  @Test
  void aStolenGatewayTokenApprovesNothingThatIsDirectOnly() {
    String dan = "dan-" + shop.name();
    approver(dan);
    identity(dan, dan, dan, "U-" + shop.name());
    define("careful", 1, "directOnly: true");
    ask("more", "careful");
    assertThatCommand(shop, "more").waits(Reason.AWAITING_APPROVAL);

    String forged = Person.inChat(shop, dan, "acme", "U-" + shop.name()).approve("more");

    awaitCounted(shop, forged, "False", "DirectOnly");
    assertThatCommand(shop, "more").waits(Reason.AWAITING_APPROVAL);
  }

  @Test
  void aChatAccountThatNobodyNamesApprovesNothing() {
    ask("more", "scale");
    assertThatCommand(shop, "more").waits(Reason.AWAITING_APPROVAL);

    String forged = Person.inChat(shop, "bob", "acme", "U-nobody").approve("more");

    awaitCounted(shop, forged, "False", "UnknownPerson");
    assertThatCommand(shop, "more").waits(Reason.AWAITING_APPROVAL);
  }

  @Test
  void aServiceAccountIsNobodysSecondVoice() {
    ask("more", "scale");
    assertThatCommand(shop, "more").waits(Reason.AWAITING_APPROVAL);

    String decision = approver(shop.serviceAccount("robot")).approve("more");

    awaitCounted(shop, decision, "False", "ServiceAccount");
    assertThatCommand(shop, "more").waits(Reason.AWAITING_APPROVAL);
  }

  @Test
  void anApprovalDoesNotOutliveThePlanItWasFor() {
    ask("more", "twice");
    assertThatCommand(shop, "more").waits(Reason.AWAITING_APPROVAL);
    String early = bob.approve("more");
    awaitCounted(shop, early, "True", "Counted");
    Cluster.admin().apps().deployments().inNamespace(shop.name()).withName("web").scale(5);

    String late = carol.approve("more");

    awaitCounted(shop, late, "False", "PlanChanged");
    awaitCounted(shop, early, "False", "PlanChanged");
    assertThatCommand(shop, "more").waits(Reason.AWAITING_APPROVAL);
    assertThat(condition(shop.command("more"), "Succeeded").message())
        .startsWith(
            "The plan changed, so earlier approvals no longer count. 0 of 2 approvals of: replicas:"
                + " 5 → 6");
    bob.approve("more");
    carol.approve("more");
    assertThatCommand(shop, "more").ends(Reason.COMPLETED);
    assertThat(shop.deployment("web").getSpec().getReplicas()).isEqualTo(6);
  }

  @Test
  void anEditedDefinitionVoidsTheApprovalsSoFar() {
    ask("more", "twice");
    assertThatCommand(shop, "more").waits(Reason.AWAITING_APPROVAL);
    String early = bob.approve("more");
    awaitCounted(shop, early, "True", "Counted");
    define("twice", 2, "expiresAfter: 20m");
    String before = shop.command("more").getStatus().plan().digest();

    String late = carol.approve("more");

    awaitCounted(shop, late, "False", "PlanChanged");
    awaitCounted(shop, early, "False", "PlanChanged");
    assertThatCommand(shop, "more").waits(Reason.AWAITING_APPROVAL);
    assertThat(shop.command("more").getStatus().plan().digest()).isNotEqualTo(before);
  }

  @Test
  void aRightThatIsGoneByTheStartDoesNotCount() {
    ask("more", "twice");
    assertThatCommand(shop, "more").waits(Reason.AWAITING_APPROVAL);
    String gone = "erin-" + shop.name();
    String early = approver(gone).approve("more");
    awaitCounted(shop, early, "True", "Counted");
    shop.revoke(gone, "approve", "twice");

    bob.approve("more");

    awaitCounted(shop, early, "False", "Forbidden");
    assertThatCommand(shop, "more").waits(Reason.AWAITING_APPROVAL);
    carol.approve("more");
    assertThatCommand(shop, "more").ends(Reason.COMPLETED);
  }

  @Test
  void nobodyWaitsForEver() {
    define("brief", 1, "expiresAfter: 3s");
    ask("more", "brief");

    assertThatCommand(shop, "more")
        .ends(Reason.APPROVAL_EXPIRED)
        .saying(
            "0 of 1 approvals came within 3s, so nothing was done. Send it again if it is still"
                + " wanted.");

    String late = bob.approve("more");
    awaitCounted(shop, late, "False", "TooLate");
  }

  @Test
  void aDecisionAboutAnotherDefinitionOrAnotherCommandDoesNotCount() {
    ask("more", "scale");
    assertThatCommand(shop, "more").waits(Reason.AWAITING_APPROVAL);
    ChatCommand stored = shop.command("more");
    String uid = stored.getMetadata().getUid();
    String digest = stored.getStatus().plan().digest();

    String other = bob.decide("Approve", "more", uid, digest, "twice", "");
    String ghost = bob.decide("Approve", "more", UUID.randomUUID().toString(), digest, "scale", "");

    awaitCounted(shop, other, "False", "OtherDefinition");
    awaitCounted(shop, ghost, "False", "UnknownCommand");
    assertThatCommand(shop, "more").waits(Reason.AWAITING_APPROVAL);
  }

  @Test
  void whoAskedMayCancelAndAStrangerMayNot() {
    shop.grant("mallory", "chatops-approver");
    ask("more", "scale");
    assertThatCommand(shop, "more").waits(Reason.AWAITING_APPROVAL);
    String strange = Person.withKubectl(shop, "mallory").cancel("more", "");
    awaitCounted(shop, strange, "False", "Forbidden");
    shop.grant("alice", "chatops-approver");

    String own = alice.cancel("more", "a mistake");

    assertThatCommand(shop, "more")
        .ends(Reason.CANCELLED)
        .saying("Cancelled by alice: a mistake. Nothing was done.");
    awaitCounted(shop, own, "True", "Counted");
  }

  @Test
  void cancelOfARunningCommandSaysWhatStays() {
    stall();
    shop.allow("bob", "approve", "allowedcommands", "stall");
    ask("stuck", "stall", "");
    assertThatCommand(shop, "stuck").waits(Reason.RUNNING);
    await(() -> image().endsWith(":never-ready"));

    bob.cancel("stuck", "");

    assertThatCommand(shop, "stuck").ends(Reason.CANCELLED);
    assertThat(condition(shop.command("stuck"), "Succeeded").message())
        .startsWith(
            "Cancelled by bob. image of web: registry.example/shop/web:1.4.1 → never-ready on"
                + " deployment/web was made and stays")
        .endsWith(". Nothing was undone.");
    assertThat(image()).endsWith(":never-ready");
  }

  @Test
  void aQueuedCommandCanBeCancelled() {
    stall();
    ask("first", "stall", "");
    assertThatCommand(shop, "first").waits(Reason.RUNNING);
    ask("second", "scale-web");
    assertThatCommand(shop, "second").waits(Reason.QUEUED);

    alice.cancel("second", "");

    assertThatCommand(shop, "second").ends(Reason.CANCELLED);
    assertThat(shop.deployment("web").getSpec().getReplicas()).isEqualTo(3);
  }

  @Test
  void twoApproversAtOnceAndTwoOperatorsMakeOneEffect() {
    ask("more", "twice");
    assertThatCommand(shop, "more").waits(Reason.AWAITING_APPROVAL);
    long generation = shop.deployment("web").getMetadata().getGeneration();
    try (OperatorRole _ = RunningOperator.start()) {
      Stream.of(bob, carol).parallel().forEach(approver -> approver.approve("more"));

      assertThatCommand(shop, "more").ends(Reason.COMPLETED);
    }

    assertThat(shop.deployment("web").getMetadata().getGeneration()).isEqualTo(generation + 1);
    assertThat(shop.deployment("web").getSpec().getReplicas()).isEqualTo(4);
  }

  @Test
  void decisionsGoWithTheirCommand() {
    ask("more", "scale");
    assertThatCommand(shop, "more").waits(Reason.AWAITING_APPROVAL);
    String decision = bob.approve("more");
    assertThatCommand(shop, "more").ends(Reason.COMPLETED);
    awaitCounted(shop, decision, "True", "Counted");

    new Retention(Cluster.asOperator(), Clock.offset(Clock.systemUTC(), Duration.ofDays(20)))
        .sweep();

    assertThat(shop.command("more")).isNull();
    assertThat(
            Cluster.admin()
                .resources(CommandDecision.class)
                .inNamespace(shop.name())
                .list()
                .getItems())
        .isEmpty();
  }

  @Test
  void explainSaysWhoCouldApprove() {
    String dan = "dan-" + shop.name();
    shop.allow(dan, "approve", "allowedcommands", "twice");
    identity(dan, "Dan of " + shop.name(), dan, "");
    shop.create(Cluster.as("alice"), command("why", "twice", "replicas: \"+1\"", "mode: Explain"));

    assertThatCommand(shop, "why").ends(Reason.EXPLAINED);

    assertThat(
            shop.command("why").getStatus().explain().stream()
                .filter(check -> check.name().equals("approval")))
        .singleElement()
        .satisfies(check ->
            assertThat(check.message())
                .startsWith(
                    "It needs 2 approvals within 30m by whoever holds the verb approve on"
                        + " allowedcommands/twice; of the ")
                .contains("Dan of " + shop.name()));
  }

  /// Which of two that were stored in the same second is the voice does not matter.
  private void awaitOneVoice(String first, String second) {
    await(() ->
        Stream.of(first, second)
            .map(decision -> Person.reason(shop, decision))
            .sorted()
            .toList()
            .equals(List.of("Counted", "SamePerson")));
  }

  @Test
  void anApprovalDoesNotOutliveTheStartingPointThatWasRead() {
    ask("more", "scale", "replicas: 9");
    assertThatCommand(shop, "more").waits(Reason.AWAITING_APPROVAL);
    ChatCommand read = shop.command("more");
    assertThat(read.getStatus().plan().summary()).startsWith("replicas: 3 → 9");
    Cluster.admin().apps().deployments().inNamespace(shop.name()).withName("web").scale(5);

    String late =
        bob.decide(
            "Approve",
            "more",
            read.getMetadata().getUid(),
            read.getStatus().plan().digest(),
            "scale",
            "");

    awaitCounted(shop, late, "False", "PlanChanged");
    assertThatCommand(shop, "more").waits(Reason.AWAITING_APPROVAL);
    assertThat(shop.deployment("web").getSpec().getReplicas()).isEqualTo(5);
  }

  @Test
  void whoWaitsForPeopleKeepsNobodyElseWaiting() {
    ask("careful", "scale");
    assertThatCommand(shop, "careful").waits(Reason.AWAITING_APPROVAL);

    ask("quick", "scale-web", "replicas: 4");

    assertThatCommand(shop, "quick").ends(Reason.COMPLETED);
    assertThatCommand(shop, "careful").waits(Reason.AWAITING_APPROVAL);
  }

  @Test
  void aQueuedCommandCanBeCancelledWhoseTargetIsAsWantedAlready() {
    stall();
    ask("first", "stall", "");
    assertThatCommand(shop, "first").waits(Reason.RUNNING);
    ask("second", "scale-web", "replicas: 3");
    assertThatCommand(shop, "second").waits(Reason.QUEUED);

    String cancel = alice.cancel("second", "");

    awaitCounted(shop, cancel, "True", "Counted");
    assertThatCommand(shop, "second").ends(Reason.CANCELLED);
  }

  @Test
  void whoTakesOverHearsWhatWasDecidedWhileNobodyLed() {
    operator.close();
    try (OperatorRole standby = RunningOperator.standby()) {
      shop.grant("alice", "chatops-approver");
      ask("late", "scale-web", "replicas: 4");
      String cancel = alice.cancel("late", "");

      standby.start();

      assertThatCommand(shop, "late")
          .ends(Reason.CANCELLED)
          .saying("Cancelled by alice. Nothing was done.");
      awaitCounted(shop, cancel, "True", "Counted");
      assertThat(shop.deployment("web").getSpec().getReplicas()).isEqualTo(3);
    } finally {
      operator = RunningOperator.start();
    }
  }

  @Test
  void explainEndsHoweverManyCouldApprove() {
    for (int i = 0; i < 8; i++) {
      String name = "p" + i + "-" + shop.name();
      shop.allow(name, "approve", "allowedcommands", "twice");
      identity(name, "x".repeat(100) + " " + name, name, "");
    }
    shop.create(Cluster.as("alice"), command("why", "twice", "replicas: \"+1\"", "mode: Explain"));

    assertThatCommand(shop, "why").ends(Reason.EXPLAINED);
  }

  @Test
  void explainShowsNothingOfTheTargetToWhoMayNotRunIt() {
    shop.grant("mallory", "chatops-requester");
    shop.create(
        Cluster.as("mallory"), command("why", "twice", "replicas: \"+1\"", "mode: Explain"));

    assertThatCommand(shop, "why").ends(Reason.EXPLAINED);

    assertThat(shop.command("why").getStatus().plan()).isNull();
    assertThat(shop.command("why").getStatus().explain())
        .filteredOn(check -> check.name().equals("plan"))
        .singleElement()
        .satisfies(check -> assertThat(check.passed()).isFalse())
        .satisfies(check ->
            assertThat(check.message())
                .isEqualTo("What would change is told to those who may run it."));
    assertThat(shop.command("why").getStatus().explain())
        .filteredOn(check -> check.name().equals("approval"))
        .hasSize(1);
  }

  private void stall() {
    shop.apply(
        """
        apiVersion: chatops.dev/v1alpha1
        kind: AllowedCommand
        metadata: {name: stall}
        spec:
          action:
            deploy:
              target: {kind: Deployment, name: web}
              container: web
              image: registry.example/shop/web:never-ready
        """);
    shop.allow("alice", "run", "allowedcommands", "stall");
    shop.grant("alice", "chatops-approver");
  }

  private Person approver(String user) {
    shop.grant(user, "chatops-approver");
    shop.allow(user, "approve", "allowedcommands", "scale", "twice", "careful", "brief");
    return Person.withKubectl(shop, user);
  }

  private void identity(String name, String person, String username, String account) {
    Cluster.admin()
        .resource(
            Manifests.parse(
                """
                apiVersion: chatops.dev/v1alpha1
                kind: ChatIdentity
                metadata: {name: %s}
                spec: {person: "%s", username: %s, accounts: [%s]}
                """
                    .formatted(
                        name,
                        person,
                        username,
                        account.isEmpty() ? "" : "{workspace: acme, user: " + account + "}")))
        .serverSideApply();
  }

  private void define(String name, int count, String more) {
    shop.apply(
        """
        apiVersion: chatops.dev/v1alpha1
        kind: AllowedCommand
        metadata: {name: %s}
        spec:
          parameters: [{name: replicas, type: quantity, required: true}]
          action: {scale: {target: {kind: Deployment, name: web}, replicas: "${replicas}"}}
          approval:
            count: %s
            %s
        """
            .formatted(name, count, more));
    shop.allow("alice", "run", "allowedcommands", name);
  }

  private void ask(String name, String command) {
    ask(name, command, "replicas: \"+1\"");
  }

  private void ask(String name, String command, String arguments) {
    shop.create(Cluster.as("alice"), command(name, command, arguments, ""));
  }

  private static String command(String name, String command, String arguments, String more) {
    return """
    apiVersion: chatops.dev/v1alpha1
    kind: ChatCommand
    metadata: {name: %s}
    spec:
      command: %s
      args: {%s}
      %s
    """
        .formatted(name, command, arguments, more);
  }

  private static Condition condition(ChatCommand command, String type) {
    return Condition.find(command.getStatus().conditions(), type).orElseThrow();
  }

  private String image() {
    return shop.deployment("web")
        .getSpec()
        .getTemplate()
        .getSpec()
        .getContainers()
        .getFirst()
        .getImage();
  }

  private static void await(Callable<Boolean> state) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(50))
        .ignoreExceptions()
        .until(state);
  }
}
