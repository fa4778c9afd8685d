package dev.chatops.command;

import static dev.chatops.testing.AwaitedCommand.assertThatCommand;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.api.v1alpha1.CommandDecision;
import dev.chatops.api.v1alpha1.Reason;
import dev.chatops.runtime.OperatorRole;
import dev.chatops.testing.Cluster;
import dev.chatops.testing.Person;
import dev.chatops.testing.RunningOperator;
import dev.chatops.testing.TestNamespace;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Finished commands go when their time is over, and the oldest first where a definition keeps too
/// many.
class RetentionIT {

  private static OperatorRole operator;

  private TestNamespace shop;

  @BeforeAll
  static void startOperator() {
    operator = RunningOperator.start();
  }

  @AfterAll
  static void stopOperator() {
    operator.close();
  }

  @BeforeEach
  void defineACommandThatKeepsOne() {
    shop = Cluster.namespace();
    shop.apply(
        """
        apiVersion: chatops.dev/v1alpha1
        kind: AllowedCommand
        metadata: {name: restart-web}
        spec:
          action: {restart: {target: {kind: Deployment, name: web}}}
          ttlAfterFinished: 2h
          historyLimit: 1
        """);
  }

  @Test
  void deletesWhatIsOverAndKeepsWhatIsNot() {
    finish("one");

    sweepIn(Duration.ofHours(1));
    assertThat(shop.command("one")).isNotNull();

    sweepIn(Duration.ofHours(4));

    assertThat(shop.command("one")).isNull();
  }

  @Test
  void keepsNoMoreThanTheDefinitionSays() {
    finish("older");
    finish("newer");

    sweepIn(Duration.ZERO);

    assertThat(
            Cluster.admin()
                .resources(dev.chatops.api.v1alpha1.ChatCommand.class)
                .inNamespace(shop.name())
                .list()
                .getItems())
        .hasSize(1);
  }

  @Test
  void whatCameFromChatIsKnownForADayWhateverTheDefinitionSays() {
    finishFromChat("older");
    finishFromChat("newer");

    sweepIn(Duration.ofHours(24));

    assertThat(shop.command("older")).isNotNull();
    assertThat(shop.command("newer")).isNotNull();

    sweepIn(Duration.ofHours(27));

    assertThat(shop.command("older")).isNull();
    assertThat(shop.command("newer")).isNull();
  }

  @Test
  void aDecisionAboutNothingGoesAfterAnHour() {
    shop.grant("bob", "chatops-approver");
    shop.allow("bob", "approve", "allowedcommands", "restart-web");
    String decision =
        Person.withKubectl(shop, "bob").decide("Deny", "none", "no-uid", "", "restart-web", "");
    Person.awaitCounted(shop, decision, "False", "UnknownCommand");

    sweepIn(Duration.ofMinutes(30));
    assertThat(Person.reason(shop, decision)).isEqualTo("UnknownCommand");
    sweepIn(Duration.ofMinutes(90));

    assertThat(
            Cluster.admin()
                .resources(CommandDecision.class)
                .inNamespace(shop.name())
                .list()
                .getItems())
        .isEmpty();
  }

  @Test
  void theSecondSweepFindsByTheHourWhatTheFirstDidNotSee() {
    var clock = new Later();
    var retention = new Retention(Cluster.asOperator(), clock);
    retention.sweep();
    finish("one");

    clock.by = Duration.ofHours(4);
    retention.sweep();

    assertThat(shop.command("one")).isNull();
  }

  private int sweepIn(Duration time) {
    return new Retention(Cluster.asOperator(), Clock.offset(Clock.systemUTC(), time)).sweep();
  }

  /// There is no Deployment web here, so the command ends at once.
  private void finish(String name) {
    shop.create(
        Cluster.admin(),
        """
        apiVersion: chatops.dev/v1alpha1
        kind: ChatCommand
        metadata: {name: %s}
        spec: {command: restart-web}
        """
            .formatted(name));
    assertThatCommand(shop, name)
        .ends(Reason.TARGET_NOT_FOUND)
        .saying(
            "There is no Deployment web in "
                + shop.name()
                + ": create it, or change the target of AllowedCommand restart-web.");
  }

  /// Nobody knows who asked, so it ends at once.
  private void finishFromChat(String name) {
    shop.create(
        Cluster.asGateway(),
        """
        apiVersion: chatops.dev/v1alpha1
        kind: ChatCommand
        metadata: {name: %s}
        spec:
          command: restart-web
          requester: {username: nobody, groups: ["system:authenticated"]}
          origin: {platform: slack, workspace: acme, channel: C1, user: U1, intent: %s}
        """
            .formatted(name, name));
    assertThatCommand(shop, name).ends(Reason.FORBIDDEN);
  }

  /// The system's time, later by as much as the test says.
  private static final class Later extends Clock {
    private Duration by = Duration.ZERO;

    @Override
    public java.time.ZoneId getZone() {
      return java.time.ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(java.time.ZoneId zone) {
      return this;
    }

    @Override
    public java.time.Instant instant() {
      return Clock.systemUTC().instant().plus(by);
    }
  }
}
