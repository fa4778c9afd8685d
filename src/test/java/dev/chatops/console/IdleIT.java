package dev.chatops.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.console.session.Seal;
import dev.chatops.console.session.Session;
import dev.chatops.console.session.SessionCookie;
import dev.chatops.intake.token.SigningKeys;
import dev.chatops.testing.Cluster;
import dev.chatops.testing.OperatorProcesses;
import dev.chatops.testing.TestNamespace;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Alice did nothing for a long time: her cookie is as the console wrote it then, with its own key.
class IdleIT {

  @RegisterExtension static final OperatorProcesses PROCESSES = new OperatorProcesses();

  private static String address;

  @BeforeAll
  static void start() {
    address = PROCESSES.startConsole("console").awaitReady().address().orElseThrow();
  }

  private static Visitor alice(Duration idle) {
    Instant now = Instant.now();
    var session =
        new Session(
            "id",
            Cluster.token("alice"),
            "alice",
            now.plus(Duration.ofHours(6)),
            now.minus(idle),
            Optional.empty());
    var seal = new Seal(SigningKeys.read(Cluster.admin(), "chatops-system", "chatops-console"));
    return Visitor.keeping(
        address, new SessionCookie(seal).write(session, true, now).orElseThrow());
  }

  @Test
  void whoDidNothingForAnHourIsSignedOut() {
    Visitor alice = alice(Session.IDLE);

    Visitor.Seen page = alice.get("/console/me");

    assertThat(page.path()).isEqualTo("/console/signin");
    assertThat(page.text()).contains("You were signed out", "value=\"/console/me\"");
    assertThat(alice.kept()).doesNotContain("chatops-console");
  }

  @Test
  void whoDidSomethingBeforeHasAnotherHour() {
    Visitor alice = alice(Session.IDLE.minusMinutes(1));
    String before = alice.kept();

    assertThat(alice.get("/console/me").text()).contains("You are alice");

    assertThat(alice.kept()).isNotEqualTo(before);
  }

  /// A page that is open is no sign of a person.
  @Test
  void anOpenPageDoesNotKeepAnybodySignedIn() throws Exception {
    TestNamespace shop = Cluster.namespace();
    shop.grant("alice", "chatops-viewer");
    Visitor alice = alice(Session.IDLE.minusSeconds(15));
    String before = alice.kept();

    try (var stream =
        new BufferedReader(
            new InputStreamReader(
                alice.stream("/console/c/" + shop.name() + "/stream?since=0", ""), UTF_8))) {
      assertThat(stream.lines().filter(line -> line.startsWith("event: ")))
          .first()
          .isEqualTo("event: signedout");
    }
    assertThat(alice.kept()).isEqualTo(before);
    assertThat(alice.get("/console/me").path()).isEqualTo("/console/signin");
  }
}
