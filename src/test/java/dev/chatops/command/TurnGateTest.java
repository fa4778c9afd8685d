package dev.chatops.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.api.v1alpha1.Target;
import dev.chatops.command.Lines.Ahead;
import dev.chatops.command.Lines.Ticket;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TurnGateTest {

  private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
  private static final Target WEB = new Target("apps/v1", "Deployment", "web");

  @Test
  void saysWhoIsNextAndThePlace() {
    assertThat(TurnGate.sentence(new Ahead(new ResourceID("first", "shop"), 3), WEB))
        .isEqualTo("Waits for first on deployment/web; place 3 in the queue.");
  }

  /// Whatever is said anew is stored anew.
  @Test
  void aLongLineThatMovesIsSaidAnewOfThoseInFrontOnly() {
    var lines = new Lines();
    int waiting = 300;
    IntStream.rangeClosed(0, waiting).forEach(number -> lines.put(ticket(number)));

    List<String> said =
        IntStream.range(0, waiting)
            .mapToObj(number -> {
              String sentence = TurnGate.sentence(lines.ahead("c" + waiting).orElseThrow(), WEB);
              var _ = lines.leave("c" + number);
              return sentence;
            })
            .distinct()
            .toList();

    assertThat(said)
        .hasSize(11)
        .startsWith("Waits for its turn on deployment/web; more than 10 go before it.")
        .endsWith("Waits for c299 on deployment/web; place 1 in the queue.");
  }

  private static Ticket ticket(int number) {
    String name = "c" + number;
    return new Ticket(
        name, new ResourceID(name, "shop"), "web", NOON.plusSeconds(number), number == 0);
  }
}
