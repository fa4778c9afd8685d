package dev.chatops.intake.grammar;

import dev.chatops.api.v1alpha1.Decision;
import dev.chatops.api.v1alpha1.Mode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// What a person asks for. No text in it has a control or an invisible character.
public sealed interface Request extends Reading {

  /// To carry out, try or explain a command.
  ///
  /// @param command name of the AllowedCommand
  /// @param args by parameter, as typed, in the order in which they were typed
  /// @param notifyRequester whether to be called when it ends well, even soon
  /// @param reason why, 512 code points at most
  record Run(
      String namespace,
      String command,
      SequencedMap<String, String> args,
      Mode mode,
      boolean overrideFreeze,
      boolean notifyRequester,
      @Nullable String reason)
      implements Request {

    public Run {
      args = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(args));
    }

    /// A line that asks for exactly this and for nothing else, in whatever channel its namespace is
    /// bound to.
    public String line() {
      var line = new StringBuilder(command);
      for (Map.Entry<String, String> arg : args.entrySet()) {
        line.append(' ').append(arg.getKey()).append('=').append(Quotes.around(arg.getValue()));
      }
      line.append(" in ").append(namespace);
      Flag.of(this).forEach(flag -> line.append(' ').append(flag.written()));
      return reason == null ? line.toString() : line.append(" because ").append(reason).toString();
    }
  }

  /// To be told what may be asked.
  ///
  /// @param topic name of a command or a built-in word; null for the overview
  record Help(@Nullable String topic) implements Request {}

  /// To see the commands that this person may run here.
  record Commands() implements Request {}

  /// To see how a command stands.
  ///
  /// @param id beginning of a short id, or the name of a ChatCommand; null for the command of the
  ///   card above
  record Status(@Nullable String id) implements Request {}

  /// To see the newest commands.
  record History(int count) implements Request {}

  /// To approve, deny or cancel a command.
  ///
  /// @param id as in [Status]
  /// @param comment 512 code points at most
  record Decide(Decision decision, @Nullable String id, @Nullable String comment)
      implements Request {}

  /// To see who the chat takes one for.
  record WhoAmI() implements Request {}
}
