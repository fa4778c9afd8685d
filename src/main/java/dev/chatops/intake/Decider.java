package dev.chatops.intake;

import dev.chatops.api.v1alpha1.ApprovalPolicy;
import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.api.v1alpha1.CommandDecision;
import dev.chatops.api.v1alpha1.CommandPlan;
import dev.chatops.api.v1alpha1.Condition;
import dev.chatops.api.v1alpha1.ConditionStatus;
import dev.chatops.api.v1alpha1.Decision;
import dev.chatops.chat.inbound.Answer;
import dev.chatops.intake.answer.Notes;
import dev.chatops.intake.answer.Records;
import dev.chatops.policy.Definition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Stores what people decide about commands: one CommandDecision for one person, plan and decision.
/// Whether it counts is the operator's word; who decided is told when it does not.
final class Decider {

  /// Names that somebody took to be in the way.
  private static final List<String> SUFFIXES = List.of("", "-2", "-3", "-4");

  private final KubernetesClient client;
  private final Definitions definitions;
  private final Rights rights;

  Decider(KubernetesClient client, Definitions definitions, Rights rights) {
    this.client = client;
    this.definitions = definitions;
    this.rights = rights;
  }

  /// Blocks until it is stored or refused, and a moment longer for whether it counts.
  ///
  /// @param command as it is now
  Answer decide(Caller caller, ChatCommand command, Word word) {
    return objection(command, word).orElseGet(() -> store(caller, command, word));
  }

  /// Why it could not count, as far as that can be told here.
  private Optional<Answer> objection(ChatCommand command, Word word) {
    var status = command.getStatus();
    if (status != null && status.finishedAt() != null) {
      String state = Records.succeeded(command).map(Condition::reason).orElse("ended");
      return Optional.of(
          Notes.remark(
              "Too late", "%s ended before, as %s.".formatted(Records.id(command), state)));
    }
    return word.decision() == Decision.APPROVE
        ? unapprovable(command, status == null ? null : status.plan(), word).map(Notes::refusal)
        : Optional.empty();
  }

  private Optional<String> unapprovable(
      ChatCommand command, @Nullable CommandPlan plan, Word word) {
    if (plan == null) {
      return Optional.of("There is no plan to approve yet: wait for the card to show it.");
    }
    if (!plan.digest().equals(word.digest())) {
      return Optional.of("The plan is another one now: read the card anew and decide again.");
    }
    String namespace = command.getMetadata().getNamespace();
    boolean ownLogin =
        definitions
            .find(namespace, command.getSpec().command())
            .map(Definition::spec)
            .flatMap(spec -> Optional.ofNullable(spec.approval()))
            .filter(ApprovalPolicy::ownCredentialsOnly)
            .isPresent();
    if (ownLogin) {
      return Optional.of(
          "It is approved with your own cluster login, not from chat: kubectl chatops approve %s -n %s"
              .formatted(command.getMetadata().getName(), namespace));
    }
    String target = plan.target().name();
    String typed = word.words() == null ? "" : word.words().strip().split("\\s+", 2)[0];
    return Boolean.TRUE.equals(plan.irreversible()) && !typed.equals(target)
        ? Optional.of(
            "This cannot be undone: approve it with the name of what is changed, %s, behind it."
                .formatted(target))
        : Optional.empty();
  }

  private Answer store(Caller caller, ChatCommand command, Word word) {
    for (String suffix : SUFFIXES) {
      CommandDecision decision = decision(caller, command, word, suffix);
      try {
        return judged(caller, client.resource(decision).create(), command);
      } catch (KubernetesClientException e) {
        if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
          throw e;
        }
        CommandDecision stored = client.resource(decision).get();
        if (stored != null && isOurs(stored, decision)) {
          return again(caller, stored, command);
        }
      }
    }
    return Notes.refusal("Somebody has taken the names of your decision: use kubectl chatops.");
  }

  /// Only gateways say where something comes from.
  private static boolean isOurs(CommandDecision stored, CommandDecision decision) {
    return stored.getSpec().origin() != null
        && stored.getSpec().commandUid().equals(decision.getSpec().commandUid())
        && stored.getSpec().decision() == decision.getSpec().decision()
        && stored.getSpec().author().username().equals(decision.getSpec().author().username());
  }

  private Answer again(Caller caller, CommandDecision stored, ChatCommand command) {
    var origin = stored.getSpec().origin();
    if (origin != null && origin.intent().equals(caller.source().intent())) {
      return judged(caller, stored, command);
    }
    return Notes.remark(
        "You have said so already",
        Counting.of(stored).map(Condition::message).orElse("It is being looked at."));
  }

  private Answer judged(Caller caller, CommandDecision stored, ChatCommand command) {
    Optional<Condition> verdict = Counting.await(client, stored);
    return verdict
        .filter(counted -> counted.status() == ConditionStatus.FALSE)
        .map(ignored -> Notes.refusal(ignored.message() + who(caller, ignored, command)))
        .orElseGet(Answer.Taken::new);
  }

  /// Whom to ask instead.
  private String who(Caller caller, Condition ignored, ChatCommand command) {
    if (!ignored.reason().equals("Forbidden")) {
      return "";
    }
    List<String> approvers =
        rights.approvers(
            caller.source().workspace(),
            command.getMetadata().getNamespace(),
            command.getSpec().command());
    return approvers.isEmpty() ? "" : " Ask " + String.join(", ", approvers) + ".";
  }

  private static CommandDecision decision(
      Caller caller, ChatCommand command, Word word, String suffix) {
    String name =
        Names.decision(
            command.getMetadata().getUid(), word.digest(), caller.who().person(), word.decision());
    return word.about(
        command, name + suffix, caller.who().user(), Recorder.origin(caller.source(), null, false));
  }
}
