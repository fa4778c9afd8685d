package dev.chatops.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatops.api.v1alpha1.Approval;
import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.api.v1alpha1.Decision;
import dev.chatops.api.v1alpha1.Reason;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class JournalTest {

  private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

  @Test
  void theAuditLineUsesTheWordsOfTheApi() throws IOException {
    var command =
        Serialization.unmarshal(
            """
            metadata: {namespace: shop, name: close, uid: u-1}
            spec: {command: close-web, mode: DryRun, requester: {username: alice}}
            """,
            ChatCommand.class);
    var bob = new Approval("bob", "bob", "d-1", Decision.APPROVE, "digest", null, NOW);
    var outcome =
        Outcome.finished(Reason.COMPLETED, "Done.", Dossier.EMPTY.withApprovals(List.of(bob)));

    var line = new ObjectMapper().readTree(audited(command, outcome));

    assertThat(line.path("mode").asText()).isEqualTo("DryRun");
    assertThat(line.at("/decisions/0/decision").asText()).isEqualTo("Approve");
    assertThat(line.at("/decisions/0/username").asText()).isEqualTo("bob");
  }

  private static String audited(ChatCommand command, Outcome outcome) {
    var lines = new ArrayList<String>();
    var listener =
        new Handler() {
          @Override
          public void publish(LogRecord line) {
            lines.add(line.getMessage());
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    Logger log = Logger.getLogger("dev.chatops.audit");
    log.addHandler(listener);
    try (KubernetesClient client = new KubernetesClientBuilder().build()) {
      new Journal(client, new SimpleMeterRegistry()).audit(command, outcome, NOW);
    } finally {
      log.removeHandler(listener);
    }
    return lines.getFirst();
  }
}
