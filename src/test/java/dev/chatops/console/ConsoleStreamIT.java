package dev.chatops.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.testing.Cluster;
import dev.chatops.testing.OperatorProcess;
import dev.chatops.testing.OperatorProcesses;
import dev.chatops.testing.TestNamespace;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What the stream of a namespace tells, and to whom.
class ConsoleStreamIT {

  @RegisterExtension final OperatorProcesses processes = new OperatorProcesses();

  private final TestNamespace shop = Cluster.namespace();
  private OperatorProcess console;
  private Visitor alice;

  @BeforeEach
  void open() {
    shop.applyExample("shop");
    shop.awaitAllowed("alice", "run", "restart-web");
    console = processes.startConsole("console").awaitReady();
    alice = Visitor.signedIn(console.address().orElseThrow(), "alice");
  }

  private void ask(String name) {
    shop.create(
        Cluster.as("alice"),
        """
        apiVersion: chatops.dev/v1alpha1
        kind: ChatCommand
        metadata: {name: %s}
        spec: {command: restart-web}
        """
            .formatted(name));
  }

  /// A reader of one stream.
  private final class Stream implements AutoCloseable {
    private final BufferedReader lines;

    Stream(String since, String lastEventId) throws Exception {
      lines =
          new BufferedReader(
              new InputStreamReader(
                  alice.stream("/console/c/" + shop.name() + "/stream?since=" + since, lastEventId),
                  UTF_8));
    }

    /// Reads on up to a line that begins so.
    List<String> upTo(String beginning) throws IOException {
      var read = new ArrayList<String>();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        read.add(line);
        if (line.startsWith(beginning)) {
          return read;
        }
      }
      throw new AssertionError("the stream ended after " + read);
    }

    @Override
    public void close() throws IOException {
      lines.close();
    }
  }

  private static List<String> told(List<String> lines) {
    return lines.stream()
        .filter(line -> line.startsWith("data: <li"))
        .map(line -> line.replaceAll(".*id=\"(m-[^\"]+)\".*", "$1"))
        .toList();
  }

  @Test
  void whoComesBackIsToldWhatHappenedMeanwhileAndNothingTwice() throws Exception {
    ask("first");
    String version;
    try (var stream = new Stream("0", "")) {
      List<String> lines = stream.upTo("id: ");
      assertThat(told(lines)).hasSize(1);
      version = lines.getLast().substring("id: ".length());
    }
    ask("second");

    try (var stream = new Stream("0", version)) {
      assertThat(told(stream.upTo("id: ")))
          .containsExactly("m-" + shop.command("second").getMetadata().getUid());
    }
  }

  /// Another process has other memory, and the same versions.
  @Test
  void anotherReplicaGoesOnWhereThisOneStopped() throws Exception {
    ask("first");
    String version;
    try (var stream = new Stream("0", "")) {
      version = stream.upTo("id: ").getLast().substring("id: ".length());
    }
    console.kill();
    ask("second");
    OperatorProcess other = processes.startConsole("other").awaitReady();
    alice = Visitor.signedIn(other.address().orElseThrow(), "alice");

    try (var stream = new Stream("0", version)) {
      assertThat(told(stream.upTo("id: "))).hasSize(1);
    }
  }

  @Test
  void whoLosesTheRightToReadIsToldNothingMore() throws Exception {
    try (var stream = new Stream("0", "")) {
      stream.upTo("retry: ");
      shop.revoke("alice", "run", "restart-web");

      List<String> lines = stream.upTo("event: signedout");

      assertThat(told(lines)).isEmpty();
    }
    assertThat(alice.get("/console/c/" + shop.name()).status()).isEqualTo(403);
  }

  @Test
  void aSessionIsGoodForEveryReplica() throws Exception {
    OperatorProcess other = processes.startConsole("other").awaitReady();
    String sign = alice.get("/console/").field("csrf");
    Visitor there = alice.at(other.address().orElseThrow());

    assertThat(there.get("/console/me").text()).contains("You are alice");
    assertThat(there.post("/console/signout", Map.of("csrf", sign)).path())
        .isEqualTo("/console/signin");
  }
}
