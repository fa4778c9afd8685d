package dev.chatops.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class BulkheadTest {

  private final Bulkhead bulkhead = new Bulkhead();

  @Test
  void whoFindsNoPlaceIsTurnedAwayUntilOneIsFree() throws Exception {
    var inside = new CountDownLatch(Bulkhead.PLACES);
    var leave = new CountDownLatch(1);
    try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Optional<String>>> served = new ArrayList<>();
      for (int i = 0; i < Bulkhead.PLACES; i++) {
        served.add(
            people.submit(() ->
                bulkhead.enter(() -> {
                  inside.countDown();
                  await(leave);
                  return "served";
                })));
      }
      inside.await();

      assertThat(bulkhead.enter(() -> "too many")).isEmpty();

      leave.countDown();
      for (Future<Optional<String>> each : served) {
        assertThat(each.get()).contains("served");
      }
    }
    assertThat(bulkhead.enter(() -> "free again")).contains("free again");
  }

  @Test
  void whoFailsLeavesTheirPlace() {
    for (int i = 0; i < Bulkhead.PLACES; i++) {
      try {
        bulkhead.enter(() -> {
          throw new IllegalStateException("fault");
        });
      } catch (IllegalStateException e) {
        assertThat(e).hasMessage("fault");
      }
    }
    assertThat(bulkhead.enter(() -> "free")).contains("free");
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
