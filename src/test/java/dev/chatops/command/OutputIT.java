package dev.chatops.command;

import static dev.chatops.testing.AwaitedCommand.assertThatCommand;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.api.v1alpha1.CommandOutput;
import dev.chatops.api.v1alpha1.Output;
import dev.chatops.api.v1alpha1.Reason;
import dev.chatops.runtime.OperatorRole;
import dev.chatops.testing.Cluster;
import dev.chatops.testing.RunningOperator;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// All that a command printed is stored where chat is going to be told, and nowhere else. No chat
/// is needed for that: each of these shops has its channels.
class OutputIT {

  private static String usual;
  private static OperatorRole operator;

  private Workshop shop;

  @BeforeAll
  static void print() throws IOException {
    usual = Files.readString(Cluster.podLog());
    Files.writeString(
        Cluster.podLog(),
        IntStream.rangeClosed(1, 400)
            .mapToObj("2026-01-31T12:00:00.000000000Z stdout F password=p%d of line\n"::formatted)
            .collect(Collectors.joining()));
    operator = RunningOperator.start();
  }

  @AfterAll
  static void leave() throws IOException {
    operator.close();
    Files.writeString(Cluster.podLog(), usual);
  }

  @BeforeEach
  void open() {
    shop = Workshop.open();
    // A definition is judged at once, and the API server learns of a new Role a moment later.
    shop.namespace()
        .allow(
            "system:serviceaccount:" + shop.name() + ":chatops-runner",
            new PolicyRuleBuilder()
                .withApiGroups("batch")
                .withResources("jobs")
                .withVerbs("create", "get", "delete")
                .build());
    shop.namespace().applyExample("jobs");
  }

  @ParameterizedTest
  @CsvSource({"[All], true", "[Failures], false", "[Approvals], false", "[], false"})
  void outputIsStoredWhereAChannelAnnouncesTheCommand(String announce, boolean stored) {
    announce(announce);

    migrate();

    assertThat(output().isStored()).isEqualTo(stored);
    assertThat(stored().isPresent()).isEqualTo(stored);
    stored()
        .ifPresent(all -> {
          assertThat(all.getSpec().lines()).isEqualTo(400);
          assertThat(all.getSpec().truncated()).isNull();
          assertThat(all.getSpec().text().orElseThrow().lines())
              .hasSize(400)
              .containsOnly("password=[redacted] of line");
        });
  }

  @Test
  void nothingIsStoredWithoutAChannel() {
    migrate();

    assertThat(output().truncated()).isTrue();
    assertThat(output().isStored()).isFalse();
    assertThat(stored()).isEmpty();
  }

  @Test
  void nothingIsStoredThatOnlyTheRequesterReads() {
    announce("[All]");
    shop.define(
        "discreet",
        """
        reply: Requester
        action: {job: {template: {spec: {template: {spec: {containers: [{name: a, image: a}]}}}}}}
        """);
    shop.awaitJudged("discreet", "Ready");

    shop.ask("once", "discreet", "");
    assertThatCommand(shop.namespace(), "once").ends(Reason.COMPLETED);

    assertThat(output().isStored()).isFalse();
    assertThat(stored()).isEmpty();
  }

  @Test
  void aCommandEndsAsItDoesWhereItsOutputCannotBeStored() {
    announce("[All]");
    shop.namespace()
        .apply(
            """
            apiVersion: v1
            kind: ResourceQuota
            metadata: {name: none}
            spec: {hard: {count/commandoutputs.chatops.dev: "0"}}
            """);
    Workshop.await(() ->
        Cluster.admin()
                .resourceQuotas()
                .inNamespace(shop.name())
                .withName("none")
                .get()
                .getStatus()
                .getHard()
            != null);

    migrate();

    assertThat(output().text()).endsWith("password=[redacted] of line");
    assertThat(output().isStored()).isFalse();
    assertThat(stored()).isEmpty();
  }

  @Test
  void whatIsShownOfLogsIsStoredInFullToo() {
    announce("[All]");
    shop.deployment("web", "1.0.0");
    Workshop.await(() -> shop.deployment("web").getStatus().getReadyReplicas() == 1);
    shop.namespace().applyExample("troubleshooting");
    shop.define(
        "logs",
        """
        reply: Channel
        action: {show: {target: {kind: Deployment, name: web}, view: Logs, lines: '300'}}
        """);
    shop.awaitJudged("logs", "Ready");

    shop.ask("once", "logs", "");

    assertThatCommand(shop.namespace(), "once").ends(Reason.COMPLETED);
    assertThat(output().text().length()).isLessThanOrEqualTo(4000);
    assertThat(stored().orElseThrow().getSpec().text().orElseThrow().lines())
        .hasSize(301)
        .filteredOn(line -> line.equals("password=[redacted] of line"))
        .hasSize(300);
  }

  @Test
  void itGoesWithItsCommand() {
    announce("[All]");
    migrate();
    assertThat(stored()).isPresent();

    Cluster.admin().resource(shop.command("once")).delete();

    Workshop.await(() -> stored().isEmpty());
  }

  private void announce(String kinds) {
    shop.namespace()
        .apply(
            """
            apiVersion: chatops.dev/v1alpha1
            kind: ChatChannel
            metadata: {name: main}
            spec: {workspace: nowhere, channelId: C1, announce: %s}
            """
                .formatted(kinds));
  }

  private void migrate() {
    shop.ask("once", "migrate-database", "version: 1.4.2");
    assertThatCommand(shop.namespace(), "once").ends(Reason.COMPLETED);
  }

  private Output output() {
    return shop.command("once").getStatus().output();
  }

  private Optional<CommandOutput> stored() {
    return Optional.ofNullable(
        Cluster.admin()
            .resources(CommandOutput.class)
            .inNamespace(shop.name())
            .withName("once")
            .get());
  }
}
