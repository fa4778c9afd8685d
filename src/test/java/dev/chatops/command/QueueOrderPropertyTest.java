package dev.chatops.command;

import static dev.chatops.command.QueueOrderTest.EARLY;
import static dev.chatops.command.QueueOrderTest.LATE;
import static dev.chatops.command.QueueOrderTest.ORDER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.api.v1alpha1.ChatCommand;
import java.util.Comparator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class QueueOrderPropertyTest {

  @Property
  void isOneTotalOrderSoThatNobodyWaitsInACircle(
      @ForAll("commands") ChatCommand a,
      @ForAll("commands") ChatCommand b,
      @ForAll("commands") ChatCommand c) {
    Comparator<ChatCommand> order = ORDER;

    assertThat(Integer.signum(order.compare(a, b))).isEqualTo(-Integer.signum(order.compare(b, a)));
    if (order.compare(a, b) < 0 && order.compare(b, c) < 0) {
      assertThat(order.compare(a, c)).isNegative();
    }
    if (order.compare(a, b) == 0) {
      assertThat(a.getMetadata().getName()).isEqualTo(b.getMetadata().getName());
    }
  }

  @Provide
  Arbitrary<ChatCommand> commands() {
    Arbitrary<String> times = Arbitraries.of(EARLY, "2026-01-31T12:00:05Z", LATE);
    return Combinators.combine(Arbitraries.of("a", "b", "c"), times, times.injectNull(0.5))
        .as(QueueOrderTest::command);
  }
}
