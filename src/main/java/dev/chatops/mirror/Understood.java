package dev.chatops.mirror;

import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.api.v1alpha1.ChatCommandSpec;
import dev.chatops.api.v1alpha1.Mode;

/// A command in the words of the chat grammar, as it was understood and could be sent again.
public final class Understood {

  private Understood() {}

  /// Such as `scale-web replicas=5 in shop`; without the reason.
  public static String of(ChatCommand command) {
    ChatCommandSpec spec = command.getSpec();
    var words = new StringBuilder();
    if (spec.wanted() == Mode.EXPLAIN) {
      words.append("explain ");
    }
    words.append(spec.command());
    spec.arguments()
        .forEach((name, value) ->
            words.append(' ').append(name).append('=').append(quoted(value.getValue().toString())));
    words.append(" in ").append(command.getMetadata().getNamespace());
    if (spec.wanted() == Mode.DRY_RUN) {
      words.append(" --dry-run");
    }
    if (Boolean.TRUE.equals(spec.overrideFreeze())) {
      words.append(" --override-freeze");
    }
    return words.toString();
  }

  /// Bare where it is one plain word.
  private static String quoted(String value) {
    return value.matches("[^\\s\"'\\\\]+")
        ? value
        : '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
