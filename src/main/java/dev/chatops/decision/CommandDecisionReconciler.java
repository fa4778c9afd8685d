package dev.chatops.decision;

import dev.chatops.api.v1alpha1.Approval;
import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.api.v1alpha1.ChatCommandStatus;
import dev.chatops.api.v1alpha1.CommandDecision;
import dev.chatops.api.v1alpha1.CommandDecisionSpec;
import dev.chatops.api.v1alpha1.Condition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.config.informer.Field;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/// Brings each new decision to the command that it is about, and answers those that come too late
/// or are about nothing.
///
/// Sees decisions that were not judged yet only, so memory grows with what is open. A decision
/// about an open command is judged, and answered, where that command is driven.
@ControllerConfiguration(
    name = "commanddecision",
    fieldManager = "chatops-operator",
    informer = @Informer(fieldSelector = @Field(path = "status.judgedAt", value = "")))
public final class CommandDecisionReconciler implements Reconciler<CommandDecision> {

  /// The command may be too new to be known where it is driven.
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);

  private final KubernetesClient client;
  private final Decisions decisions;
  private final Consumer<ChatCommand> wake;

  /// @param wake has the command looked at, decisions included
  public CommandDecisionReconciler(
      KubernetesClient client, Decisions decisions, Consumer<ChatCommand> wake) {
    this.client = client;
    this.decisions = decisions;
    this.wake = wake;
  }

  @Override
  public UpdateControl<CommandDecision> reconcile(
      CommandDecision decision, Context<CommandDecision> context) {
    CommandDecisionSpec spec = decision.getSpec();
    ChatCommand command =
        client
            .resources(ChatCommand.class)
            .inNamespace(decision.getMetadata().getNamespace())
            .withName(spec.command())
            .get();
    if (command == null || !command.getMetadata().getUid().equals(spec.commandUid())) {
      decisions.answer(
          decision,
          false,
          "UnknownCommand",
          "There is no ChatCommand " + spec.command() + " with this uid.");
      return UpdateControl.noUpdate();
    }
    ChatCommandStatus status = command.getStatus();
    if (status != null && status.finishedAt() != null) {
      answerEnded(decision, status);
      return UpdateControl.noUpdate();
    }
    wake.accept(command);
    return UpdateControl.<CommandDecision>noUpdate().rescheduleAfter(LOOK_AGAIN);
  }

  /// The command's own record says whether this one had a part in its end.
  private void answerEnded(CommandDecision decision, ChatCommandStatus status) {
    List<Approval> counted = status.approvals() == null ? List.of() : status.approvals();
    boolean had =
        counted.stream().anyMatch(a -> a.decisionUid().equals(decision.getMetadata().getUid()));
    String state =
        Condition.find(status.conditions(), "Succeeded").map(Condition::reason).orElse("ended");
    if (had) {
      decisions.answer(decision, true, Decisions.COUNTED, "The command ended as " + state + ".");
    } else {
      decisions.answer(
          decision, false, "TooLate", "The command had ended before, as " + state + ".");
    }
  }
}
