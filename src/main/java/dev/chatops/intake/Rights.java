package dev.chatops.intake;

import dev.chatops.api.v1alpha1.UserInfo;
import dev.chatops.identity.Access;
import dev.chatops.identity.Access.Verb;
import dev.chatops.identity.Identities;
import dev.chatops.identity.Identity;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// What RBAC said of people, kept for a minute: good enough to offer and to refuse in words. What
/// is executed is judged by the operator, afresh.
final class Rights {

  private static final Duration YES = Duration.ofSeconds(60);

  /// Who was just granted something does not want to wait.
  private static final Duration NO = Duration.ofSeconds(5);

  private static final int REMEMBERED = 20_000;

  /// As many are asked whether they may approve.
  private static final int PEOPLE = 100;

  private final Access access;
  private final Identities identities;
  private final Clock clock;
  private final Bounded<Question, Said> said = new Bounded<>(REMEMBERED);

  Rights(Access access, Identities identities, Clock clock) {
    this.access = access;
    this.identities = identities;
    this.clock = clock;
  }

  private record Question(UserInfo user, Verb verb, String namespace, String command) {}

  private record Said(boolean allowed, Instant until) {}

  /// Blocks on a request where the answer is not known.
  boolean may(UserInfo user, Verb verb, String namespace, String command) {
    var question = new Question(user, verb, namespace, command);
    Instant now = clock.instant();
    Said known = said.get(question);
    if (known != null && now.isBefore(known.until())) {
      return known.allowed();
    }
    boolean allowed = access.allowed(user, verb, namespace, command);
    said.put(question, new Said(allowed, now.plus(allowed ? YES : NO)));
    return allowed;
  }

  /// Persons who may approve, of those that can be reached in a chat workspace.
  List<String> approvers(String workspace, String namespace, String command) {
    return identities
        .members(workspace)
        .limit(PEOPLE)
        .filter(known -> may(known.user(), Verb.APPROVE, namespace, command))
        .map(Identity.Known::person)
        .distinct()
        .sorted()
        .toList();
  }
}
