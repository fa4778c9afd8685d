package dev.chatops.command;

import dev.chatops.admission.AdmissionGuard;
import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.api.v1alpha1.ChatCommandStatus;
import dev.chatops.api.v1alpha1.Reason;
import dev.chatops.decision.Decisions;
import dev.chatops.definition.DefinitionCatalogue;
import dev.chatops.definition.FreezeCatalogue;
import dev.chatops.identity.Access;
import dev.chatops.identity.Identities;
import dev.chatops.policy.approval.Verdict;
import dev.chatops.policy.approval.Vote;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.OperatorException;
import io.javaoperatorsdk.operator.api.config.informer.Field;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.ErrorStatusUpdateControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/// Drives one ChatCommand to its end. Safe to call at any time, any number of times, by two leaders
/// at once.
///
/// Owns the whole status but `delivery` and the condition `Reported`. Sees unfinished commands
/// only: one that ends leaves the informer, so memory grows with what is active. Throws on outages;
/// the caller retries without limit.
@ControllerConfiguration(
    name = "chatcommand",
    fieldManager = "chatops-operator",
    informer = @Informer(fieldSelector = @Field(path = "status.finishedAt", value = "")))
public final class ChatCommandReconciler implements Reconciler<ChatCommand> {

  private static final Duration POLL = Duration.ofSeconds(2);

  private final Clock clock;
  private final Resolve resolve;
  private final Walk walk;
  private final Walk early;
  private final Queue queue;
  private final TurnGate turns;
  private final Watches watches;
  private final Execution execution;
  private final Rollback rollback;
  private final Viewing viewing;
  private final LimitGate limits;
  private final ApprovalGate approval;
  private final Hearsay hearsay;
  private final Journal journal;

  public ChatCommandReconciler(
      KubernetesClient client,
      DefinitionCatalogue catalogue,
      FreezeCatalogue freezes,
      AdmissionGuard guard,
      People people,
      MeterRegistry meters,
      Clock clock) {
    this.clock = clock;
    this.hearsay = new Hearsay();
    var kinds = new Kinds(client);
    var targets = new Targets(client, kinds);
    this.resolve = new Resolve(catalogue);
    var channels = new Channels(client);
    var archive = new Archive(client, new Audience(channels, resolve));
    var authorize = new Authorize(people.identities(), people.access(), channels);
    this.limits = new LimitGate(client);
    this.approval =
        new ApprovalGate(people.decisions(), people.identities(), people.access(), hearsay);
    var admit = new Admit(guard);
    var freeze = new FreezeGate(client, freezes, people.access());
    this.walk = new Walk(admit, resolve, authorize, new Prepare(targets), freeze, limits, approval);
    this.early = new Walk(admit, resolve, authorize, freeze, limits);
    this.queue = new Queue(client, resolve::targetKey, resolve::targetKeys);
    this.turns = new TurnGate(queue, resolve);
    this.watches = new Watches(client, kinds, queue, hearsay);
    this.execution = new Execution(targets, resolve, authorize, limits, approval, archive);
    this.rollback = new Rollback(targets);
    this.viewing = new Viewing(client, targets, archive);
    this.journal = new Journal(client, meters);
  }

  /// What is known of people, and what they decided.
  public record People(Identities identities, Access access, Decisions decisions) {}

  /// Somebody decided something about a command; has it looked at.
  public void decided(ChatCommand command) {
    hearsay.heardOf(command);
    watches.wake(ResourceID.fromResource(command));
  }

  @Override
  public List<EventSource<?, ChatCommand>> prepareEventSources(
      EventSourceContext<ChatCommand> context) {
    watches.watchOver(context.getPrimaryCache());
    queue.watchOver(context.getPrimaryCache());
    return List.of(watches);
  }

  @Override
  public UpdateControl<ChatCommand> reconcile(ChatCommand command, Context<ChatCommand> context) {
    ChatCommandStatus status = command.getStatus();
    if (status != null && status.finishedAt() != null) {
      return UpdateControl.noUpdate();
    }
    Instant now = clock.instant();
    var record = new StatusRecord(context);
    if (status != null && status.startedAt() != null) {
      return proceed(command, now, record);
    }
    Optional<Outcome> stillWaits =
        hearsay.hasNews(command) ? Optional.empty() : turns.stillWaits(command, now);
    if (stillWaits.isPresent()) {
      return conclude(command, stillWaits.get(), now, record);
    }
    Optional<Long> turn = queue.turn(command);
    boolean later = !hearsay.hasNews(command) && turns.isLater(command);
    Step.Answer answer = approval.objection((later ? early : walk).take(command, now));
    UpdateControl<ChatCommand> control =
        switch (answer) {
          case Step.Answer.Continue(Work work, String why) when later ->
              conclude(command, turns.later(work), now, record);
          case Step.Answer.Continue(Work work, String why) when work.onlyLooks() ->
              conclude(command, viewing.of(work), now, record);
          case Step.Answer.Continue(Work work, String why) -> start(work, turn, record);
          case Step.Answer.Done done -> conclude(command, turns.end(done, turn), now, record);
          case Step.Answer.Wait(Reason reason, String message, Work work, Duration again) ->
              conclude(
                  command, Outcome.waiting(reason, message, work.dossier(), again), now, record);
        };
    Work.Counted counted = answer.work().counted();
    if (counted != null) {
      approval.reply(command, counted);
    }
    return control;
  }

  /// Tells people of what trying again will not mend by itself, and keeps to the command's time.
  @Override
  public ErrorStatusUpdateControl<ChatCommand> updateErrorStatus(
      ChatCommand command, Context<ChatCommand> context, Exception e) {
    Instant now = clock.instant();
    boolean effectSeen = watches.hasSeenEffect(command);
    Optional<Outcome> outcome =
        Setback.of(command, thrown(e), effectSeen, resolve.startLimit(command), now);
    try {
      outcome.ifPresent(o -> conclude(command, o, now, new StatusRecord(context)));
    } catch (KubernetesClientException notStored) {
      e.addSuppressed(notStored);
      return ErrorStatusUpdateControl.defaultErrorProcessing();
    }
    return outcome.filter(o -> o.reason().terminal()).isPresent()
        ? ErrorStatusUpdateControl.<ChatCommand>noStatusUpdate().withNoRetry()
        : ErrorStatusUpdateControl.defaultErrorProcessing();
  }

  /// What a pass threw: the framework's metrics wrap it.
  private static Exception thrown(Exception e) {
    return e instanceof OperatorException && e.getCause() instanceof Exception cause ? cause : e;
  }

  /// Waits for its turn, stores that it starts, and acts. The lock spans question and answer.
  private UpdateControl<ChatCommand> start(Work work, Optional<Long> turn, StatusRecord record) {
    ChatCommand command = work.command();
    ChatCommand running;
    try (var _ = Turn.of(queue.lock(work), limits.locks(work))) {
      Optional<Outcome> waits = turns.outOfTurn(work, turn);
      if (waits.isPresent()) {
        return conclude(command, waits.get(), work.now(), record);
      }
      // Counted again now that nobody else can start by the same limits.
      if (limits.take(work) instanceof Step.Answer.Done(Reason reason, String message, Work w)) {
        return conclude(
            command, Outcome.finished(reason, message, w.dossier()), work.now(), record);
      }
      Outcome begun = begun(work);
      running = record.startOf(command, StatusSummary.of(command, begun, work.now()));
      var _ = queue.seen(running);
      journal.audit(running, begun, work.now());
    }
    Outcome outcome = execution.act(running, work, watches.ongoing(running, work.now()));
    journal.announce(running, Reason.RUNNING, work.planned().plan().summary(), work.now());
    String overridden = work.dossier().overriddenFreeze();
    if (overridden != null) {
      journal.warn(running, StatusSummary.FREEZE_OVERRIDDEN, overridden, work.now());
    }
    return follow(running, outcome, clock.instant(), record);
  }

  private static Outcome begun(Work work) {
    Instant startedAt = work.now().truncatedTo(ChronoUnit.SECONDS);
    return Outcome.waiting(
        Reason.RUNNING,
        work.planned().plan().summary(),
        work.dossier()
            .withStart(work.planned().resolved(), startedAt, startedAt.plus(work.timeout())),
        Progression.SAFETY);
  }

  private UpdateControl<ChatCommand> proceed(
      ChatCommand command, Instant now, StatusRecord record) {
    Dossier dossier = Dossier.of(command.getStatus());
    Ongoing ongoing = watches.ongoing(command, dossier.startedAtOrThrow());
    if (dossier.progress() != null) {
      ongoing.effectSeen();
    }
    if (dossier.rollsBack()) {
      return conclude(command, rollback.resume(command, now, ongoing), now, record);
    }
    Optional<Work.Counted> interruption = approval.interruption(command, dossier);
    Outcome outcome =
        interruption.isPresent()
                && interruption.get().tally().verdict() instanceof Verdict.Cancelled(Vote by)
            ? execution.stop(command, by, now, ongoing)
            : execution.resume(command, now, ongoing);
    UpdateControl<ChatCommand> control = follow(command, outcome, now, record);
    // Whatever else ended it, a Deny right before the effect included, its record tells the voters.
    interruption
        .filter(_ -> !outcome.reason().terminal() || outcome.reason() == Reason.CANCELLED)
        .ifPresent(counted -> approval.reply(command, counted));
    return control;
  }

  /// A watch that opens now tells the present state first, so nothing between the effect and it is
  /// missed.
  private UpdateControl<ChatCommand> follow(
      ChatCommand command, Outcome outcome, Instant now, StatusRecord record) {
    var followed = outcome.dossier().followed();
    if (!outcome.reason().terminal() && followed != null) {
      watches.follow(command, followed);
    }
    return conclude(command, outcome, now, record);
  }

  /// Stores the outcome when it says something new, tells the journal, and asks to be called again.
  private UpdateControl<ChatCommand> conclude(
      ChatCommand command, Outcome outcome, Instant now, StatusRecord record) {
    boolean silent = outcome.message().isEmpty();
    if (!silent && record.write(command, StatusSummary.of(command, outcome, now))) {
      if (outcome.reason() == Reason.RUNNING) {
        watches.ongoing(command, now).reported(now);
        if (outcome.dossier().rollsBack()) {
          journal.audit(command, outcome, now);
        }
      } else {
        journal.record(command, outcome, now);
      }
    }
    if (outcome.reason() == Reason.AWAITING_APPROVAL) {
      queue.stepAside(command).ifPresent(watches::wake);
    }
    return again(outcome);
  }

  private UpdateControl<ChatCommand> again(Outcome outcome) {
    Duration again = outcome.again();
    if (again == null) {
      return UpdateControl.noUpdate();
    }
    var followed = outcome.dossier().followed();
    boolean poll =
        outcome.reason() == Reason.RUNNING && followed != null && watches.polled(followed);
    return UpdateControl.<ChatCommand>noUpdate()
        .rescheduleAfter(poll && again.compareTo(POLL) > 0 ? POLL : again);
  }
}
