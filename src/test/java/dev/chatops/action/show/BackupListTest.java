package dev.chatops.action.show;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.engine.Saved;
import dev.chatops.engine.Saved.State;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class BackupListTest {

  private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

  @Test
  void whatCannotBeRestoredIsToldApartAndSecretsAreNotShown() {
    assertThat(
            new BackupList(
                    List.of(
                        saved("b-3", State.USABLE, "Completed"),
                        saved("b-2", State.PARTIAL, "PartiallyFailed"),
                        saved("b-1", State.FAILED, "password=hunter2hunter2")),
                    5,
                    NOW)
                .text())
        .isEqualTo(
            """
            2h    b-3  Completed
            2h    b-2  PartiallyFailed  (a part only)
            2h    b-1  password=[redacted]  (failed)
            and 2 older\
            """);
  }

  private static Saved saved(String name, State state, String shown) {
    return new Saved(
        name, List.of("shop"), NOW.minusSeconds(7200), null, state, "", List.of(shown));
  }
}
