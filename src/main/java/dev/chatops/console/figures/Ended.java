package dev.chatops.console.figures;

import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.api.v1alpha1.Mode;
import dev.chatops.mirror.State;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What figures need to know of a command that has ended.
///
/// @param command name of its AllowedCommand
/// @param took how long it ran; null where it went anything but well
public record Ended(
    String namespace, String command, Instant at, Result result, @Nullable Duration took) {

  /// Empty for what has not ended, and for what was only tried or explained.
  public static Optional<Ended> of(ChatCommand command) {
    var status = command.getStatus();
    if (status == null || status.finishedAt() == null || command.getSpec().wanted() != Mode.RUN) {
      return Optional.empty();
    }
    Result result =
        switch (State.of(command).severity()) {
          case OK -> Result.WELL;
          case BAD, UNKNOWN -> Result.FAILED;
          case STOPPED, HELD, WAITING, RUNNING -> Result.STOPPED;
        };
    return Optional.of(
        new Ended(
            command.getMetadata().getNamespace(),
            command.getSpec().command(),
            status.finishedAt(),
            result,
            result == Result.WELL && status.startedAt() != null
                ? Duration.between(status.startedAt(), status.finishedAt())
                : null));
  }
}
