package dev.chatops.mirror;

import dev.chatops.api.v1alpha1.Approval;
import dev.chatops.api.v1alpha1.ApprovalPolicy;
import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.api.v1alpha1.ChatCommandSpec;
import dev.chatops.api.v1alpha1.ChatCommandStatus;
import dev.chatops.api.v1alpha1.Check;
import dev.chatops.api.v1alpha1.CommandPlan;
import dev.chatops.api.v1alpha1.Condition;
import dev.chatops.api.v1alpha1.ConditionStatus;
import dev.chatops.api.v1alpha1.Decision;
import dev.chatops.api.v1alpha1.Link;
import dev.chatops.api.v1alpha1.Mode;
import dev.chatops.api.v1alpha1.Output;
import dev.chatops.api.v1alpha1.PlannedChange;
import dev.chatops.api.v1alpha1.Progress;
import dev.chatops.api.v1alpha1.Reason;
import dev.chatops.api.v1alpha1.TargetRef;
import dev.chatops.api.v1alpha1.UserInfo;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Commands as they are stored.
public final class Sample {

  private static final Instant STORED = Instant.parse("2026-01-31T12:00:00Z");
  public static final ApprovalPolicy TWO = new ApprovalPolicy(2, null, null, null, null);
  public static final ApprovalPolicy OWN_LOGIN = new ApprovalPolicy(1, null, null, true, null);

  private Sample() {}

  public static CardFacts facts(ApprovalPolicy approval, String... approvers) {
    return new CardFacts(
        approval,
        List.of(new Link("Runbook of web", "https://runbooks.example/web?team=shop&page=1")),
        List.of(approvers),
        "https://chatops.example/console/c/shop/commands/cc-7f3kq0",
        (command, decision) -> "v1." + command.getMetadata().getUid() + "." + decision);
  }

  /// As the operator leaves it at this reason.
  public static ChatCommand at(Reason reason) {
    boolean started =
        switch (reason) {
          case RUNNING,
              COMPLETED,
              ROLLOUT_FAILED,
              JOB_FAILED,
              PARTIALLY_FAILED,
              TIMED_OUT,
              SUPERSEDED,
              OUTCOME_UNKNOWN,
              FAILED ->
              true;
          default -> false;
        };
    boolean planned =
        started
            || switch (reason) {
              case AWAITING_APPROVAL, QUEUED, DRY_RUN, DENIED, APPROVAL_EXPIRED -> true;
              default -> false;
            };
    Mode mode =
        switch (reason) {
          case DRY_RUN -> Mode.DRY_RUN;
          case EXPLAINED -> Mode.EXPLAIN;
          default -> Mode.RUN;
        };
    ChatCommand command = command("scale-web", mode, "evening peak", Map.of("replicas", "5"));
    command.setStatus(
        status(
            reason.word(),
            reason.sentence(),
            planned ? plan(false, null, new PlannedChange("replicas", "3", "5")) : null,
            started ? STORED.plusSeconds(61) : null,
            reason.terminal() ? STORED.plusSeconds(124) : null,
            reason == Reason.RUNNING ? new Progress(2, 5, "2 of 5 replicas ready") : null,
            null,
            reason == Reason.EXPLAINED
                ? List.of(
                    new Check("Right", true, "alice may run scale-web."),
                    new Check("Freeze", false, "The window weekend holds."))
                : null,
            null));
    return command;
  }

  /// With something that speaks against the plan.
  public static ChatCommand awaitingInSpiteOf(String caution) {
    return waiting(false, caution);
  }

  public static ChatCommand awaiting(boolean irreversible, String... approvedBy) {
    return waiting(irreversible, null, approvedBy);
  }

  private static ChatCommand waiting(
      boolean irreversible, @Nullable String caution, String... approvedBy) {
    ChatCommand command = command("scale-web", Mode.RUN, null, Map.of("replicas", "5"));
    command.setStatus(
        status(
            "AwaitingApproval",
            "Waits for approval.",
            plan(irreversible, caution, new PlannedChange("replicas", "3", "5")),
            null,
            null,
            null,
            null,
            null,
            List.of(approvedBy).stream()
                .map(name ->
                    new Approval(
                        "kc:" + name,
                        name,
                        "d",
                        Decision.APPROVE,
                        "d1",
                        "slack",
                        STORED.plusSeconds(30)))
                .toList()));
    return command;
  }

  public static ChatCommand with(String argument, String value) {
    return command("scale-web", Mode.RUN, null, Map.of(argument, value));
  }

  public static ChatCommand withReason(String reason) {
    ChatCommand command = unseen();
    command.setStatus(status(reason, "", null, null, null, null, null, null, null));
    return command;
  }

  public static ChatCommand unseen() {
    return command("scale-web", Mode.RUN, null, Map.of());
  }

  /// Failed, with the text in every place that takes one.
  public static ChatCommand full(String text) {
    var args = new LinkedHashMap<String, String>();
    for (int i = 0; i < 32; i++) {
      args.put("arg" + i, text);
    }
    ChatCommand command = command("scale-web", Mode.RUN, text, args);
    PlannedChange change = new PlannedChange(text, text, text);
    command.setStatus(
        status(
            "RolloutFailed",
            text,
            plan(true, text, change, change, change, change, change, change, change, change),
            STORED.plusSeconds(61),
            STORED.plusSeconds(3_723),
            new Progress(1, 2, text),
            new Output(text, true, 9_000L, null),
            List.of(new Check(text, true, text), new Check(text, false, text)),
            List.of(new Approval(text, text, "d", Decision.APPROVE, "d1", "slack", STORED))));
    return command;
  }

  private static ChatCommand command(
      String name, Mode mode, String because, Map<String, String> args) {
    var arguments = new LinkedHashMap<String, IntOrString>();
    args.forEach((key, value) -> arguments.put(key, new IntOrString(value)));
    var command = new ChatCommand();
    command.setMetadata(
        new ObjectMetaBuilder()
            .withName("cc-7f3kq0")
            .withNamespace("shop")
            .withUid("0b8f6a1e-5f0c-4c39-8f0e-8f4f1f2b7c11")
            .withCreationTimestamp(STORED.toString())
            .build());
    command.setSpec(
        new ChatCommandSpec(
            name,
            arguments,
            because,
            mode,
            null,
            null,
            new UserInfo("alice", null, null, null),
            null));
    return command;
  }

  private static CommandPlan plan(
      boolean irreversible, @Nullable String caution, PlannedChange... changes) {
    return new CommandPlan(
        "d1",
        "replicas: 3 → 5 on deployment/web",
        new TargetRef("apps/v1", "Deployment", "web", "u"),
        List.of(changes),
        irreversible ? true : null,
        caution);
  }

  private static ChatCommandStatus status(
      String reason,
      String message,
      CommandPlan plan,
      Instant startedAt,
      Instant finishedAt,
      Progress progress,
      Output output,
      List<Check> explain,
      List<Approval> approvals) {
    return new ChatCommandStatus(
        1L,
        List.of(new Condition("Succeeded", ConditionStatus.UNKNOWN, reason, message, STORED, 1)),
        null,
        plan,
        null,
        null,
        startedAt,
        finishedAt,
        startedAt == null ? null : startedAt.plusSeconds(900),
        null,
        progress,
        output,
        output == null ? null : Map.of("backup", output.text()),
        explain,
        approvals,
        null);
  }
}
