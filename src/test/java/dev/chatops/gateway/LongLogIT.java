package dev.chatops.gateway;

import static dev.chatops.testing.AwaitedCommand.assertThatCommand;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.api.v1alpha1.Reason;
import dev.chatops.console.Visitor;
import dev.chatops.testing.Cluster;
import dev.chatops.testing.OperatorProcess;
import dev.chatops.testing.OperatorProcesses;
import dev.chatops.testing.SlackPeer;
import dev.chatops.testing.TestNamespace;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A program that prints a megabyte, in colours, with secrets between it: wherever something of it
/// is told, it is short enough, legible and without them.
class LongLogIT {

  private static final String BULK = "working on order 4711 of the shop, nothing to see here";

  private static final Map<String, String> SECRETS =
      Map.of(
          "jwt", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbGljZSJ9.c2lnbmF0dXJlLW9mLWFsaWNl",
          "aws", "AKIAABCDEFGHIJKLMNOP",
          "password", "hunter2-and-more",
          "connection", "s3cr3t-in-url",
          "pem", "MIIEvQIBADANBgkqhkiG9w0BAQEFAASC");

  @RegisterExtension final OperatorProcesses processes = new OperatorProcesses();

  private final TestNamespace shop = Cluster.namespace();
  private final SlackTeam team = new SlackTeam(shop);
  private String usual;

  @BeforeEach
  void print() throws IOException {
    usual = Files.readString(Cluster.podLog());
  }

  @AfterEach
  void leave() throws IOException {
    Files.writeString(Cluster.podLog(), usual);
    team.close();
  }

  @Test
  void whatIsToldOfALongLogIsShortLegibleAndWithoutSecrets() throws Exception {
    Files.writeString(Cluster.podLog(), runtimes(Stream.concat(bulk(), secrets())));
    shop.applyExample("jobs");
    shop.allow(team.user("alice"), "run", "allowedcommands", "migrate-database");
    shop.awaitAllowed(team.user("alice"), "run", "migrate-database");
    shop.grant("alice", "chatops-viewer");
    shop.grant("bob", "chatops-viewer");
    shop.allow(
        "alice",
        new PolicyRuleBuilder()
            .withApiGroups("")
            .withResources("pods", "pods/log")
            .withVerbs("get", "list")
            .build());
    OperatorProcess operator = processes.start("operator").awaitReady();
    OperatorProcess gateway = processes.startGateway("gateway").awaitReady();
    OperatorProcess console = processes.startConsole("console").awaitReady();
    team.awaitReady("Ready");

    team.slack.say(
        SlackPeer.ALICE, SlackPeer.SHOP, "<@" + SlackPeer.BOT + "> migrate-database 1.4.2");
    var card = team.awaitPost("the card tells the end", post -> post.contains("the last line"));
    ChatCommand command =
        assertThatCommand(shop, only().getMetadata().getName()).ends(Reason.COMPLETED).command();

    String file = team.awaitFile().path("content").asText();
    assertThat(file).startsWith("(More was printed before this.)\n" + BULK + "\n");
    assertThat(file).endsWith("in red\nthe last line").contains("[redacted]");
    assertThat(file.lines().filter(BULK::equals).count()).isGreaterThan(10_000);
    assertThat(file).doesNotContain("\u001B");
    assertThat(file.length()).isLessThan(1024 * 1024 + 100);
    var output = command.getStatus().output();
    assertThat(output.isStored()).isTrue();
    assertThat(output.text()).endsWith("in red\nthe last line").contains("[redacted]");
    assertThat(output.text().length()).isLessThanOrEqualTo(4000);
    assertThat(output.truncated()).isTrue();
    assertThat(card.toString().length()).isLessThan(20_000);
    String page = "/console/c/" + shop.name() + "/commands/" + command.getMetadata().getName();
    var alice = Visitor.signedIn(console.address().orElseThrow(), "alice");
    String log = alice.get(page + "/log").text();
    assertThat(log.lines().filter(BULK::equals).count()).isGreaterThan(5000);
    assertThat(log)
        .contains("(cut after 1 MiB; kubectl logs shows the rest)")
        .doesNotContain("\u001B");
    String events =
        Cluster.admin().v1().events().inNamespace(shop.name()).list().getItems().toString();
    assertThat(events).contains(command.getMetadata().getName());
    assertThat(operator.log()).contains("\"name\":\"" + command.getMetadata().getName() + "\"");
    assertThat(
            List.of(
                Serialization.asJson(command),
                events,
                team.slack.state().toString(),
                alice.get(page).text(),
                log,
                operator.log(),
                gateway.log(),
                console.log()))
        .allSatisfy(told ->
            SECRETS.forEach((name, secret) -> {
              assertThat(told).as(name).doesNotContain(secret);
              assertThat(told)
                  .as(name + " in Base64")
                  .doesNotContain(base64(secret), base64("password=" + secret));
            }));
    assertThat(team.files()).hasSize(1);
    var refused = Visitor.signedIn(console.address().orElseThrow(), "bob").get(page + "/log");
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.text()).contains("bob needs the verb list on pods and get on pods/log");
  }

  private ChatCommand only() {
    return Cluster.admin()
        .resources(ChatCommand.class)
        .inNamespace(shop.name())
        .list()
        .getItems()
        .getFirst();
  }

  /// More than a megabyte, each line in a colour.
  private static Stream<String> bulk() {
    return Stream.concat(
        secrets(), Stream.generate(() -> "\u001B[32m" + BULK + "\u001B[0m").limit(20_000));
  }

  private static Stream<String> secrets() {
    var plain =
        List.of(
            "Authorization: Bearer " + SECRETS.get("jwt"),
            "using key " + SECRETS.get("aws"),
            "password=" + SECRETS.get("password"),
            "dialing postgres://shop:" + SECRETS.get("connection") + "@db.example/shop",
            "-----BEGIN PRIVATE KEY-----",
            SECRETS.get("pem"),
            "-----END PRIVATE KEY-----");
    return Stream.of(
            plain.stream(),
            Stream.of(
                base64("password=" + SECRETS.get("password")),
                base64(SECRETS.get("jwt")),
                base64(SECRETS.get("aws"))),
            Stream.of("\u001B[31min red\u001B[0m", "the last line"))
        .flatMap(lines -> lines);
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }

  private static String runtimes(Stream<String> lines) {
    return lines
        .map(line -> "2026-01-31T12:00:00.000000000Z stdout F " + line + "\n")
        .collect(Collectors.joining());
  }
}
