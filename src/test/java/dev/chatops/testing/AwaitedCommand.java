package dev.chatops.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.api.v1alpha1.Condition;
import dev.chatops.api.v1alpha1.ConditionStatus;
import dev.chatops.api.v1alpha1.Reason;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.Optional;
import org.awaitility.Awaitility;

/// Waits until a stored ChatCommand is in a state; a failure shows the whole object.
public final class AwaitedCommand {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final TestNamespace namespace;
  private final String name;
  private final Duration patience;

  private AwaitedCommand(TestNamespace namespace, String name, Duration patience) {
    this.namespace = namespace;
    this.name = name;
    this.patience = patience;
  }

  public static AwaitedCommand assertThatCommand(TestNamespace namespace, String name) {
    return new AwaitedCommand(namespace, name, PATIENCE);
  }

  /// Waits no longer, or as long, as this from here on.
  public AwaitedCommand within(Duration patience) {
    return new AwaitedCommand(namespace, name, patience);
  }

  /// It ended with this reason.
  public AwaitedCommand ends(Reason reason) {
    return reaches(reason, ConditionStatus.TRUE);
  }

  /// It has not ended and is in this state.
  public AwaitedCommand waits(Reason reason) {
    return reaches(reason, ConditionStatus.FALSE);
  }

  /// People read exactly this about it.
  public AwaitedCommand saying(String message) {
    assertThat(condition(command(), "Succeeded").orElseThrow().message()).isEqualTo(message);
    return this;
  }

  public ChatCommand command() {
    return namespace.command(name);
  }

  private AwaitedCommand reaches(Reason reason, ConditionStatus finished) {
    Awaitility.await()
        .atMost(patience)
        .pollInterval(Duration.ofMillis(50))
        .untilAsserted(() -> {
          ChatCommand command = command();
          assertThat(condition(command, "Succeeded").map(Condition::reason))
              .as(() -> Serialization.asYaml(command))
              .contains(reason.word());
          assertThat(
                  condition(command, "Finished")
                      .map(Condition::status)
                      .orElse(ConditionStatus.FALSE))
              .as(() -> Serialization.asYaml(command))
              .isEqualTo(finished);
        });
    return this;
  }

  private static Optional<Condition> condition(ChatCommand command, String type) {
    var conditions =
        command == null || command.getStatus() == null ? null : command.getStatus().conditions();
    return conditions == null
        ? Optional.empty()
        : conditions.stream().filter(c -> c.type().equals(type)).findFirst();
  }
}
