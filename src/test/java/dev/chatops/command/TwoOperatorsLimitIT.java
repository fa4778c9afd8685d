package dev.chatops.command;

import static dev.chatops.testing.AwaitedCommand.assertThatCommand;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.api.v1alpha1.Reason;
import dev.chatops.testing.Cluster;
import dev.chatops.testing.FaultyProxy;
import dev.chatops.testing.Leadership;
import dev.chatops.testing.Moment;
import dev.chatops.testing.Moment.Side;
import dev.chatops.testing.Moment.Write;
import dev.chatops.testing.OperatorProcess;
import dev.chatops.testing.OperatorProcesses;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A limit is one limit, whoever leads. Each command has a target of its own, so that nothing but
/// the limit keeps one from starting.
class TwoOperatorsLimitIT {

  private static final int COMMANDS = 10;

  @RegisterExtension final OperatorProcesses operators = new OperatorProcesses();

  private Workshop shop;

  @BeforeEach
  void openShopWithoutLeader() {
    Leadership.vacate();
    shop = Workshop.open();
    names(0, COMMANDS).forEach(name -> shop.deployment(name, "1"));
  }

  @AfterEach
  void clear() {
    Cluster.admin().apps().deployments().inNamespace(shop.name()).delete();
  }

  @ParameterizedTest
  @EnumSource(Side.class)
  void noMoreStartThanMayThoughTheLeaderIsKilledAsItStartsOne(Side side) {
    define(4);
    try (FaultyProxy proxy = FaultyProxy.toApiServer()) {
      OperatorProcess leader = operators.startElected("leader", proxy);
      Leadership.await(leader);
      OperatorProcess other = operators.startElected("other").awaitReady();
      ask(0, 2);
      names(0, 2).forEach(name -> assertThatCommand(shop.namespace(), name).ends(Reason.COMPLETED));
      var start = proxy.hold(shop.namespace(), new Moment(Write.RUNNING, side));
      ask(2, 6);
      start.awaitReached();

      leader.kill();

      ask(6, 8);
      Leadership.await(other);
      ask(8, COMMANDS);
      assertStartedAndDone(4);
    }
  }

  @Test
  void noMoreStartThanMayThoughTheLeaderSleepsThroughItsLeaseAsItStartsOne() {
    define(4);
    try (FaultyProxy proxy = FaultyProxy.toApiServer()) {
      OperatorProcess leader = operators.startElected("leader", proxy);
      Leadership.await(leader);
      OperatorProcess other = operators.startElected("other").awaitReady();
      ask(0, 2);
      names(0, 2).forEach(name -> assertThatCommand(shop.namespace(), name).ends(Reason.COMPLETED));
      var start = proxy.hold(shop.namespace(), new Moment(Write.RUNNING, Side.BEFORE_SENDING));
      ask(2, 6);
      start.awaitReached();
      leader.pause();
      ask(6, 8);
      Leadership.await(other);

      start.letGo();
      leader.goOn();
      ask(8, COMMANDS);

      assertThat(leader.awaitEnd()).isEqualTo(1);
      assertStartedAndDone(4);
    }
  }

  /// The start is stored though others have used the limit up since it was counted: the API server
  /// cannot know. Nothing is done.
  @Test
  void aStartThatComesLateFromAFormerLeaderIsCountedAgainBeforeAnythingIsDone() {
    define(1);
    try (FaultyProxy proxy = FaultyProxy.toApiServer();
        FaultyProxy otherProxy = FaultyProxy.toApiServer()) {
      OperatorProcess leader = operators.startElected("leader", proxy);
      Leadership.await(leader);
      operators.startElected("other", otherProxy).awaitReady();
      var start = proxy.hold(shop.namespace(), new Moment(Write.RUNNING, Side.BEFORE_SENDING));
      // A request that is held is given up after 10 s, and made again.
      var look =
          otherProxy.holdAll(shop.namespace(), new Moment(Write.TRIAL, Side.BEFORE_SENDING), "t0");
      ask(0, 1);
      start.awaitReached();
      leader.pause();
      // The other leads now.
      look.awaitReached();
      ask(1, 2);
      assertThatCommand(shop.namespace(), "t1").ends(Reason.COMPLETED);

      start.letGo();
      Workshop.await(() -> shop.command("t0").getStatus().startedAt() != null);
      leader.goOn();

      assertThat(leader.awaitEnd()).isEqualTo(1);
      look.letGo();
      assertThatCommand(shop.namespace(), "t0")
          .ends(Reason.RATE_LIMITED)
          .saying(refusal(1, startOf("t1")) + " Nothing was done.");
      assertThat(isPaused("t0")).isFalse();
    }
  }

  /// As many as may, and each of the others says when it is possible again.
  private void assertStartedAndDone(int limit) {
    Workshop.await(() ->
        names(0, COMMANDS).stream()
            .map(shop::command)
            .allMatch(c -> c.getStatus() != null && c.getStatus().finishedAt() != null));
    List<String> started =
        names(0, COMMANDS).stream().filter(name -> startOf(name) != null).toList();
    assertThat(started).hasSize(limit);
    Instant first =
        started.stream().map(this::startOf).min(Comparator.naturalOrder()).orElseThrow();
    for (String name : names(0, COMMANDS)) {
      if (started.contains(name)) {
        assertThatCommand(shop.namespace(), name).ends(Reason.COMPLETED);
      } else {
        assertThatCommand(shop.namespace(), name)
            .ends(Reason.RATE_LIMITED)
            .saying(refusal(limit, first));
      }
    }
    assertThat(names(0, COMMANDS).stream().filter(this::isPaused)).isEqualTo(started);
  }

  /// @param start that has to leave the window first
  private static String refusal(int limit, Instant start) {
    return "pause may start %s within 1h in all, and did. It is possible again at %s."
        .formatted(limit == 1 ? "1 time" : limit + " times", start.plus(Duration.ofHours(1)));
  }

  private void define(int limit) {
    shop.define(
        "pause",
        """
        parameters: [{name: what, type: enum, values: [%s], required: true}]
        action: {pause: {target: {kind: Deployment, name: '${what}'}}}
        limits: [{per: Command, count: %d, window: 1h}]
        """
            .formatted(names(0, COMMANDS).stream().collect(Collectors.joining(", ")), limit));
  }

  /// Asks for all of them at once.
  private void ask(int from, int to) {
    names(from, to).parallelStream().forEach(name -> shop.ask(name, "pause", "what: " + name));
  }

  /// Of commands and their targets.
  private static List<String> names(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> "t" + i).toList();
  }

  private Instant startOf(String name) {
    ChatCommand command = shop.command(name);
    return command.getStatus().startedAt();
  }

  private boolean isPaused(String name) {
    return Boolean.TRUE.equals(shop.deployment(name).getSpec().getPaused());
  }
}
