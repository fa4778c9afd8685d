package dev.chatops.command;

import static dev.chatops.testing.AwaitedCommand.assertThatCommand;
import static dev.chatops.testing.Person.awaitCounted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.api.v1alpha1.CommandDecision;
import dev.chatops.api.v1alpha1.Condition;
import dev.chatops.api.v1alpha1.Decision;
import dev.chatops.api.v1alpha1.Reason;
import dev.chatops.runtime.OperatorRole;
import dev.chatops.testing.Cluster;
import dev.chatops.testing.Person;
import dev.chatops.testing.RunningOperator;
import dev.chatops.testing.TestNamespace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever people, clocks and operators do to each other, a command has one outcome, and its
/// record explains it.
class QuorumIT {

  private static final List<String> APPROVERS = List.of("bob", "carol", "dan");

  private TestNamespace shop;
  private RightsToApprove rights;
  private String lastVoice = APPROVERS.getFirst();
  private OperatorRole operator;

  @BeforeEach
  void openShop() {
    shop = Cluster.namespace();
    shop.applyExample("shop");
    shop.awaitAllowed("alice", "run", "deploy-web");
    rights = new RightsToApprove(shop, "careful");
    APPROVERS.forEach(rights::give);
    operator = RunningOperator.start();
  }

  @AfterEach
  void stop() {
    operator.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {-400, 0, 400})
  void anApprovalAtTheMomentOfExpiryAndOfALeaderChangeHasOneOutcome(int millis) {
    define(1, "5s");
    ask("more");
    assertThatCommand(shop, "more").waits(Reason.AWAITING_APPROVAL);
    Instant closes = created(shop.command("more")).plusSeconds(5);

    var click =
        CompletableFuture.supplyAsync(
            () -> Person.withKubectl(shop, "bob").approve("more"), at(closes.plusMillis(millis)));
    var change = CompletableFuture.runAsync(this::restart, at(closes));
    change.join();
    String decision = click.join();

    if (await("more").reason().equals("Completed")) {
      awaitCounted(shop, decision, "True", "Counted");
      assertThat(stored(decision)).isBefore(closes);
      assertThat(replicas()).isEqualTo(4);
    } else {
      assertThatCommand(shop, "more")
          .ends(Reason.APPROVAL_EXPIRED)
          .saying(
              "0 of 1 approvals came within 5s, so nothing was done. Send it again if it is still"
                  + " wanted.");
      awaitCounted(shop, decision, "False", "TooLate");
      assertThat(replicas()).isEqualTo(3);
    }
  }

  /// The same sequence in every run; what the API server and two operators make of it differs.
  @Test
  void noneOfManyRunsWithoutAQuorumOrInSpiteOfADeny() {
    define(2, "20s");
    var random = new Random(20260131);
    var asked = new ArrayList<String>();
    for (int step = 0; step < 150; step++) {
      switch (random.nextInt(16)) {
        case 0, 1 -> {
          asked.add("c" + step);
          ask("c" + step);
          assertThatCommand(shop, "c" + step).waits(Reason.AWAITING_APPROVAL);
        }
        case 2 -> restart();
        case 3 -> {
          if (step % 4 == 0) {
            define(2, 20 + step % 8 + "s");
          }
        }
        case 4, 5, 6 -> giveOrTake();
        default -> decide(asked, random);
      }
    }

    asked.forEach(this::await);
    rights.giveBackAll();
    List<CommandDecision> decisions =
        Cluster.admin().resources(CommandDecision.class).inNamespace(shop.name()).list().getItems();
    long started = 0;
    for (String name : asked) {
      ChatCommand command = shop.command(name);
      if (command.getStatus().startedAt() != null) {
        started++;
        assertQuorum(command, decisions);
      }
    }
    assertThat(started).as("some of %s", asked).isPositive();
    assertThat(replicas()).isEqualTo((int) (3 + started));
  }

  /// The rule once more, from what is stored and what became of the rights. Times are whole
  /// seconds, the start's rounded down.
  private void assertQuorum(ChatCommand command, List<CommandDecision> decisions) {
    String digest = command.getStatus().plan().digest();
    Instant started = command.getStatus().startedAt();
    List<CommandDecision> about =
        decisions.stream()
            .filter(d -> d.getSpec().commandUid().equals(command.getMetadata().getUid()))
            .filter(d -> !stored(d).isAfter(started))
            .toList();
    assertThat(about)
        .as(command.getMetadata().getName())
        .filteredOn(d -> d.getSpec().decision() == Decision.DENY)
        .allMatch(d -> stored(d).equals(started) || mayHaveBeenForbidden(d));
    assertThat(
            about.stream()
                .filter(d -> d.getSpec().decision() == Decision.APPROVE)
                .filter(d -> d.getSpec().planDigest().equals(digest))
                .map(d -> d.getSpec().author().username())
                .filter(APPROVERS::contains)
                .filter(person -> !rights.wereGone(person, command))
                .collect(Collectors.toSet()))
        .as(command.getMetadata().getName())
        .hasSizeGreaterThanOrEqualTo(2);
  }

  /// A Deny ends a command unless whoever gave it had lost the right when it was judged.
  private boolean mayHaveBeenForbidden(CommandDecision deny) {
    return rights.mayHaveBeenGone(
        deny.getSpec().author().username(), stored(deny), deny.getStatus().judgedAt());
  }

  private void decide(List<String> asked, Random random) {
    String person = APPROVERS.get(random.nextInt(APPROVERS.size()));
    boolean no = random.nextInt(12) == 0;
    if (asked.isEmpty() || rights.areGoneFrom(person)) {
      return;
    }
    String command = asked.get(Math.max(0, asked.size() - 1 - random.nextInt(2)));
    var status = shop.command(command).getStatus();
    if (status != null && status.plan() != null) {
      Person.withKubectl(shop, person).decide(no ? "Deny" : "Approve", command, "");
      lastVoice = person;
    }
  }

  /// From whoever approved last, and one at a time, so that the others can agree meanwhile.
  private void giveOrTake() {
    if (APPROVERS.stream().anyMatch(rights::areGoneFrom)) {
      rights.giveBackAll();
    } else {
      rights.take(lastVoice);
    }
  }

  private void restart() {
    operator.close();
    operator = RunningOperator.start();
  }

  private Condition await(String name) {
    return Awaitility.await(name + " ends")
        .atMost(Duration.ofSeconds(90))
        .pollInterval(Duration.ofMillis(100))
        .until(
            () -> shop.command(name),
            command -> command.getStatus() != null && command.getStatus().finishedAt() != null)
        .getStatus()
        .conditions()
        .stream()
        .filter(condition -> condition.type().equals("Succeeded"))
        .findFirst()
        .orElseThrow();
  }

  private void define(int count, String expiresAfter) {
    shop.apply(
        """
        apiVersion: chatops.dev/v1alpha1
        kind: AllowedCommand
        metadata: {name: careful}
        spec:
          action: {scale: {target: {kind: Deployment, name: web}, replicas: "+1"}}
          approval: {count: %s, expiresAfter: %s}
        """
            .formatted(count, expiresAfter));
    shop.allow("alice", "run", "allowedcommands", "careful");
  }

  private void ask(String name) {
    shop.create(
        Cluster.as("alice"),
        """
        apiVersion: chatops.dev/v1alpha1
        kind: ChatCommand
        metadata: {name: %s}
        spec: {command: careful}
        """
            .formatted(name));
  }

  private int replicas() {
    return shop.deployment("web").getSpec().getReplicas();
  }

  private Instant stored(String decision) {
    return stored(
        Cluster.admin()
            .resources(CommandDecision.class)
            .inNamespace(shop.name())
            .withName(decision)
            .get());
  }

  private static Instant stored(CommandDecision decision) {
    return Instant.parse(decision.getMetadata().getCreationTimestamp());
  }

  private static Instant created(ChatCommand command) {
    return Instant.parse(command.getMetadata().getCreationTimestamp());
  }

  private static Executor at(Instant moment) {
    return CompletableFuture.delayedExecutor(
        Math.max(0, Duration.between(Instant.now(), moment).toMillis()), TimeUnit.MILLISECONDS);
  }
}
