package dev.chatops.decision;

import dev.chatops.admission.AdmissionGuard;
import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.api.v1alpha1.CommandDecision;
import dev.chatops.api.v1alpha1.CommandDecisionSpec;
import dev.chatops.api.v1alpha1.CommandDecisionStatus;
import dev.chatops.api.v1alpha1.Condition;
import dev.chatops.api.v1alpha1.ConditionStatus;
import dev.chatops.identity.Access;
import dev.chatops.identity.Identities;
import dev.chatops.identity.Identity;
import dev.chatops.policy.Excerpt;
import dev.chatops.policy.approval.Judgement;
import dev.chatops.policy.approval.Vote;
import dev.chatops.policy.approval.Voter;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The decisions about a command, as the API server holds them. Calls block.
public final class Decisions {

  static final String COUNTED = "Counted";

  private static final String MANAGER = "chatops-operator";
  private static final long PAGE = 500;
  private static final int MESSAGE_LIMIT = 512;

  private final KubernetesClient client;
  private final Identities identities;
  private final Access access;
  private final AdmissionGuard guard;
  private final Clock clock;

  public Decisions(
      KubernetesClient client,
      Identities identities,
      Access access,
      AdmissionGuard guard,
      Clock clock) {
    this.client = client;
    this.guard = guard;
    this.identities = identities;
    this.access = access;
    this.clock = clock;
  }

  /// Every vote about `command`, with what RBAC says of the voter now.
  public Heard about(ChatCommand command) {
    String namespace = command.getMetadata().getNamespace();
    var answers = new HashMap<Identity.Known, Boolean>();
    List<CommandDecision> stored = stored(command);
    return new Heard(
        stored,
        stored.stream()
            .map(decision -> vote(decision, namespace, command.getSpec().command(), answers))
            .toList());
  }

  /// What was said about one command.
  ///
  /// @param votes in the order of `stored`
  public record Heard(List<CommandDecision> stored, List<Vote> votes) {
    public static final Heard NOTHING = new Heard(List.of(), List.of());
  }

  private List<CommandDecision> stored(ChatCommand command) {
    var stored = new ArrayList<CommandDecision>();
    String next = null;
    do {
      var page =
          client
              .resources(CommandDecision.class)
              .inNamespace(command.getMetadata().getNamespace())
              .withField("spec.commandUid", command.getMetadata().getUid())
              .list(new ListOptionsBuilder().withLimit(PAGE).withContinue(next).build());
      stored.addAll(page.getItems());
      next = page.getMetadata().getContinue();
    } while (next != null && !next.isEmpty());
    return stored;
  }

  /// @param answers what RBAC said already
  private Vote vote(
      CommandDecision decision,
      String namespace,
      String definition,
      Map<Identity.Known, Boolean> answers) {
    CommandDecisionSpec spec = decision.getSpec();
    Instant stored = Instant.parse(decision.getMetadata().getCreationTimestamp());
    Voter voter =
        switch (author(spec, stored)) {
          case Identity.Unknown(String why) -> new Voter.Unknown(spec.author().username(), why);
          case Identity.Known known ->
              new Voter.Known(
                  known.user().username(),
                  known.person(),
                  answers.computeIfAbsent(
                      known,
                      asked ->
                          access.allowed(asked.user(), Access.Verb.APPROVE, namespace, definition)),
                  known.platform());
        };
    return new Vote(
        decision.getMetadata().getUid(),
        spec.definition(),
        spec.decision(),
        spec.planDigest(),
        spec.comment(),
        stored,
        voter);
  }

  /// Nothing but the admission rules makes the author true.
  private Identity author(CommandDecisionSpec spec, Instant stored) {
    return guard.vouchesFor(stored)
        ? identities.who(spec.author(), spec.origin())
        : new Identity.Unknown(
            "It was stored while the admission rules were not in force, so nobody can tell who"
                + " decided. Decide again.");
  }

  /// Tells every voter what became of the vote: one write for each that has not been told so yet.
  public void answer(Heard heard, List<Judgement> judgements) {
    var byUid = judgements.stream().collect(Collectors.toMap(j -> j.vote().id(), j -> j));
    for (CommandDecision decision : heard.stored()) {
      Judgement judgement = byUid.get(decision.getMetadata().getUid());
      if (judgement != null) {
        answer(decision, judgement.counted(), judgement.reason(), judgement.message());
      }
    }
  }

  void answer(CommandDecision decision, boolean counted, String reason, String message) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    CommandDecisionStatus before = decision.getStatus();
    long generation = decision.getMetadata().getGeneration();
    var status =
        new CommandDecisionStatus(
            generation,
            List.of(
                Condition.at(
                    now,
                    before == null ? null : before.conditions(),
                    COUNTED,
                    counted ? ConditionStatus.TRUE : ConditionStatus.FALSE,
                    reason,
                    Excerpt.of(message, MESSAGE_LIMIT),
                    generation)),
            before == null || before.judgedAt() == null ? now : before.judgedAt());
    if (status.equals(before)) {
      return;
    }
    var fresh = new CommandDecision();
    fresh.setMetadata(
        new ObjectMetaBuilder()
            .withName(decision.getMetadata().getName())
            .withNamespace(decision.getMetadata().getNamespace())
            .withUid(decision.getMetadata().getUid())
            .build());
    fresh.setStatus(status);
    try {
      client
          .resource(fresh)
          .subresource("status")
          .patch(
              new PatchContext.Builder()
                  .withPatchType(PatchType.SERVER_SIDE_APPLY)
                  .withFieldManager(MANAGER)
                  .withForce(true)
                  .build());
    } catch (KubernetesClientException e) {
      if (e.getCode() != HttpURLConnection.HTTP_NOT_FOUND) {
        throw e;
      }
    }
  }
}
