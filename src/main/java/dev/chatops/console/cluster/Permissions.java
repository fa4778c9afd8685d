package dev.chatops.console.cluster;

import dev.chatops.api.v1alpha1.Group;
import dev.chatops.console.session.Session;
import io.fabric8.kubernetes.api.model.authorization.v1.ResourceAttributesBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// What RBAC said of people, kept for a minute: good enough to show and to offer. What is written
/// is judged by the API server, each time.
public final class Permissions {

  private static final Duration YES = Duration.ofSeconds(60);

  /// Who was just granted something does not want to wait.
  private static final Duration NO = Duration.ofSeconds(5);

  private static final int REMEMBERED = 20_000;
  private static final String COMMANDS = "chatcommands";
  private static final String DEFINITIONS = "allowedcommands";

  private final Gate gate;
  private final Clock clock;
  private final Map<Question, Said> said =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Question, Said> eldest) {
          return size() > REMEMBERED;
        }
      };

  public Permissions(Gate gate, Clock clock) {
    this.gate = gate;
    this.clock = clock;
  }

  /// @param namespace empty for all of them
  private record Question(
      String session, String verb, String resource, String namespace, String name) {}

  private record Said(boolean allowed, Instant until) {}

  /// Whether somebody may see what happens in a namespace.
  public boolean mayRead(Session session, String namespace) {
    return may(session, "list", COMMANDS, namespace, "");
  }

  /// Whether somebody may see what happens in every namespace.
  public boolean mayReadAll(Session session) {
    return may(session, "list", COMMANDS, "", "");
  }

  public boolean mayRun(Session session, String namespace, String definition) {
    return may(session, "run", DEFINITIONS, namespace, definition);
  }

  public boolean mayApprove(Session session, String namespace, String definition) {
    return may(session, "approve", DEFINITIONS, namespace, definition);
  }

  /// Blocks on a request where the answer is not known.
  private boolean may(
      Session session, String verb, String resource, String namespace, String name) {
    var question = new Question(session.id(), verb, resource, namespace, name);
    Instant now = clock.instant();
    Said known;
    synchronized (said) {
      known = said.get(question);
    }
    if (known != null && now.isBefore(known.until())) {
      return known.allowed();
    }
    boolean allowed = ask(session, question);
    synchronized (said) {
      said.put(question, new Said(allowed, now.plus(allowed ? YES : NO)));
    }
    return allowed;
  }

  private boolean ask(Session session, Question question) {
    var attributes =
        new ResourceAttributesBuilder()
            .withVerb(question.verb())
            .withGroup(Group.NAME)
            .withResource(question.resource())
            .withNamespace(question.namespace())
            .withName(question.name())
            .build();
    var review =
        new SelfSubjectAccessReviewBuilder()
            .withNewSpec()
            .withResourceAttributes(attributes)
            .endSpec()
            .build();
    var answer = gate.as(session.token()).resource(review).create().getStatus();
    return answer != null && Boolean.TRUE.equals(answer.getAllowed());
  }
}
