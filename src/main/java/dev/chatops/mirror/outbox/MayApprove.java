package dev.chatops.mirror.outbox;

import dev.chatops.identity.Access;
import dev.chatops.identity.Identities;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Who may approve a command, as far as ChatIdentities name people. Asked of the API server at most
/// once a minute for each definition.
final class MayApprove {

  private static final Duration KEPT = Duration.ofSeconds(60);

  private final Identities identities;
  private final Access access;
  private final Clock clock;
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();

  private record Answer(Instant at, List<String> persons) {}

  MayApprove(Identities identities, Access access, Clock clock) {
    this.identities = identities;
    this.access = access;
    this.clock = clock;
  }

  /// @param workspace whose people are asked about: others would not read that they are wanted
  /// @param without a person who does not count; null where everybody does
  List<String> persons(
      String workspace, String namespace, String command, @Nullable String without) {
    Instant now = clock.instant();
    answers.values().removeIf(answer -> answer.at().plus(KEPT).isBefore(now));
    String key = workspace + "/" + namespace + "/" + command;
    Answer known = answers.get(key);
    if (known == null) {
      known = new Answer(now, ask(workspace, namespace, command));
      answers.put(key, known);
    }
    return known.persons().stream().filter(person -> !person.equals(without)).toList();
  }

  private List<String> ask(String workspace, String namespace, String command) {
    return access.approvers(identities.members(workspace), namespace, command).persons();
  }
}
