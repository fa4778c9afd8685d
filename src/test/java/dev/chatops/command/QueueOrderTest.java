package dev.chatops.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.api.v1alpha1.ChatCommandSpec;
import dev.chatops.api.v1alpha1.Origin;
import dev.chatops.api.v1alpha1.UserInfo;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class QueueOrderTest {

  static final String EARLY = "2026-01-31T12:00:00Z";
  static final String LATE = "2026-01-31T12:00:09Z";

  static final Comparator<ChatCommand> ORDER =
      Comparator.comparing(command -> Queue.ticket(command, "web"), Lines.ORDER);

  @Test
  void whoAskedFirstGoesFirst() {
    ChatCommand first = command("z", EARLY, null);
    ChatCommand second = command("a", LATE, null);

    assertThat(sorted(second, first)).containsExactly(first, second);
  }

  @Test
  void theTimeOfTheMessageCountsNotThatOfItsArrival() {
    ChatCommand sentFirst = command("z", LATE, EARLY);
    ChatCommand sentSecond = command("a", EARLY, LATE);
    ChatCommand typed = command("m", "2026-01-31T12:00:05Z", null);

    assertThat(sorted(sentSecond, typed, sentFirst)).containsExactly(sentFirst, typed, sentSecond);
  }

  @Test
  void nameDecidesWhereTheTimeDoesNot() {
    ChatCommand a = command("a", EARLY, null);
    ChatCommand b = command("b", EARLY, null);

    assertThat(sorted(b, a)).containsExactly(a, b);
  }

  private static List<ChatCommand> sorted(ChatCommand... commands) {
    var list = new ArrayList<>(List.of(commands));
    list.sort(ORDER);
    return list;
  }

  static ChatCommand command(String name, String created, String sentAt) {
    var command = new ChatCommand();
    command.getMetadata().setNamespace("shop");
    command.getMetadata().setName(name);
    command.getMetadata().setUid(name);
    command.getMetadata().setCreationTimestamp(created);
    Origin origin =
        sentAt == null
            ? null
            : new Origin(
                "slack",
                "acme",
                "C1",
                "U1",
                null,
                null,
                "intent",
                null,
                Instant.parse(sentAt),
                null);
    command.setSpec(
        new ChatCommandSpec(
            "scale-web",
            null,
            null,
            null,
            null,
            null,
            new UserInfo("alice", null, null, null),
            origin));
    return command;
  }
}
