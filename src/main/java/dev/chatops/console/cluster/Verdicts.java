package dev.chatops.console.cluster;

import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.api.v1alpha1.CommandDecision;
import dev.chatops.api.v1alpha1.CommandPlan;
import dev.chatops.api.v1alpha1.Condition;
import dev.chatops.api.v1alpha1.ConditionStatus;
import dev.chatops.api.v1alpha1.Decision;
import dev.chatops.api.v1alpha1.UserInfo;
import dev.chatops.console.session.Session;
import dev.chatops.intake.Counting;
import dev.chatops.intake.Names;
import dev.chatops.intake.Word;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Stores what people decide, as themselves: one CommandDecision for one person, plan and decision.
/// Whether it counts is the operator's word; who decided is told when it does not.
public final class Verdicts {

  private final Gate gate;

  public Verdicts(Gate gate) {
    this.gate = gate;
  }

  /// Blocks until it is stored or refused, and a moment longer for whether it counts.
  public Outcome store(Session session, String namespace, String name, Word word) {
    KubernetesClient person = gate.as(session.token());
    try {
      ChatCommand command =
          person.resources(ChatCommand.class).inNamespace(namespace).withName(name).get();
      if (command == null) {
        return new Outcome.Refused("The command %s is gone.".formatted(name));
      }
      Optional<String> objection = objection(command, word);
      return objection.isPresent()
          ? new Outcome.Refused(objection.get())
          : store(person, session, command, word);
    } catch (KubernetesClientException e) {
      return Refusals.of(e);
    }
  }

  /// Why it could not count, as far as that can be told here.
  private static Optional<String> objection(ChatCommand command, Word word) {
    var status = command.getStatus();
    if (status != null && status.finishedAt() != null) {
      String state =
          Condition.find(status.conditions(), "Succeeded").map(Condition::reason).orElse("ended");
      return Optional.of("Too late: it ended before, as %s.".formatted(state));
    }
    return word.decision() == Decision.APPROVE
        ? unapprovable(status == null ? null : status.plan(), word)
        : Optional.empty();
  }

  private static Optional<String> unapprovable(@Nullable CommandPlan plan, Word word) {
    if (plan == null) {
      return Optional.of("There is no plan to approve yet: wait for the card to show it.");
    }
    if (!plan.digest().equals(word.digest())) {
      return Optional.of("The plan is another one now: read the card anew and decide again.");
    }
    String typed = word.words() == null ? "" : word.words().strip();
    return Boolean.TRUE.equals(plan.irreversible()) && !typed.equals(plan.target().name())
        ? Optional.of(
            "This cannot be undone: type the name of what is changed, %s, to approve it."
                .formatted(plan.target().name()))
        : Optional.empty();
  }

  private static Outcome store(
      KubernetesClient person, Session session, ChatCommand command, Word word) {
    CommandDecision decision = decision(session, command, word, WhoAmI.ask(person));
    try {
      person.resource(decision).create();
    } catch (KubernetesClientException e) {
      if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
        return Refusals.of(e);
      }
      if (!isOurs(person.resource(decision).get(), decision)) {
        return new Outcome.Refused(
            "Somebody has taken the name of your decision: use kubectl chatops.");
      }
    }
    return Counting.await(person, decision)
        .filter(counted -> counted.status() == ConditionStatus.FALSE)
        .<Outcome>map(counted -> new Outcome.Refused(counted.message()))
        .orElseGet(() -> new Outcome.Stored(command.getMetadata().getName()));
  }

  private static boolean isOurs(@Nullable CommandDecision stored, CommandDecision decision) {
    return stored != null
        && stored.getSpec().commandUid().equals(decision.getSpec().commandUid())
        && stored.getSpec().decision() == decision.getSpec().decision()
        && stored.getSpec().author().username().equals(decision.getSpec().author().username());
  }

  private static CommandDecision decision(
      Session session, ChatCommand command, Word word, UserInfo author) {
    return word.about(
        command,
        Names.consoleDecision(
            command.getMetadata().getUid(), word.digest(), session.username(), word.decision()),
        author,
        null);
  }
}
