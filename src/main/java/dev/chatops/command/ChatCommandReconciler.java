package dev.chatops.command;

import dev.chatops.admission.AdmissionGuard;
import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.api.v1alpha1.ChatCommandStatus;
import dev.chatops.api.v1alpha1.Check;
import dev.chatops.api.v1alpha1.Mode;
import dev.chatops.api.v1alpha1.Reason;
import dev.chatops.api.v1alpha1.Timespan;
import dev.chatops.definition.DefinitionCatalogue;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.config.informer.Field;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.ErrorStatusUpdateControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

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

  /// A waiting command says so only after this time, which spares a write for each short wait.
  private static final Duration SILENT = Duration.ofSeconds(1);

  private static final Duration SAFETY = Duration.ofSeconds(30);
  private static final Duration POLL = Duration.ofSeconds(2);

  private final Clock clock;
  private final Resolve resolve;
  private final List<Step> steps;
  private final Queue queue;
  private final Watches watches;
  private final Execution execution;
  private final Journal journal;

  public ChatCommandReconciler(
      KubernetesClient client,
      DefinitionCatalogue catalogue,
      AdmissionGuard guard,
      MeterRegistry meters,
      Clock clock) {
    this.clock = clock;
    var kinds = new Kinds(client);
    var targets = new Targets(client, kinds);
    this.resolve = new Resolve(catalogue);
    var authorize = new Authorize(client);
    this.steps = List.of(new Admit(guard), resolve, authorize, new Prepare(targets));
    this.queue = new Queue(client, resolve::targetKey);
    this.watches = new Watches(client, kinds, queue);
    this.execution = new Execution(targets, resolve, authorize);
    this.journal = new Journal(client, meters);
  }

  @Override
  public List<EventSource<?, ChatCommand>> prepareEventSources(
      EventSourceContext<ChatCommand> context) {
    watches.watchOver(context.getPrimaryCache());
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
    return switch (walk(command, now)) {
      case Step.Answer.Continue(Work work, String why) -> start(work, context, record);
      case Step.Answer.Done(Reason reason, String message, Work work) ->
          conclude(command, Outcome.finished(reason, message, work.dossier()), now, record);
      case Step.Answer.Wait(Reason reason, String message, Work work, Duration again) ->
          conclude(command, Outcome.waiting(reason, message, work.dossier(), again), now, record);
    };
  }

  /// Tells people of what trying again will not mend by itself, and keeps to the command's time.
  @Override
  public ErrorStatusUpdateControl<ChatCommand> updateErrorStatus(
      ChatCommand command, Context<ChatCommand> context, Exception e) {
    Instant now = clock.instant();
    boolean effectSeen = watches.hasSeenEffect(command);
    Optional<Outcome> outcome =
        Setback.of(command, e, effectSeen, resolve.startLimit(command), now);
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

  /// Resolve, authorize, plan: the first step that does not continue decides. Explain asks them
  /// all.
  private Step.Answer walk(ChatCommand command, Instant now) {
    boolean explain = command.getSpec().wanted() == Mode.EXPLAIN;
    Work work = Work.begin(command, now);
    String why = "";
    for (Step step : steps) {
      switch (step.take(work)) {
        case Step.Answer.Continue(Work next, String reason) -> {
          work = explain ? checked(next, step, true, reason) : next;
          why = reason;
        }
        case Step.Answer.Done done when explain -> {
          work =
              checked(
                  done.work(), step, done.reason().state() == Reason.State.DONE, done.message());
          if (done.reason() != Reason.FORBIDDEN) {
            return explained(work);
          }
        }
        case Step.Answer.Done done -> {
          return done;
        }
        case Step.Answer.Wait wait -> {
          return wait;
        }
      }
    }
    return explain ? explained(work) : new Step.Answer.Continue(work, why);
  }

  private static Work checked(Work work, Step step, boolean passed, String message) {
    return work.with(work.dossier().withCheck(new Check(step.name(), passed, message)));
  }

  private static Step.Answer explained(Work work) {
    String verdict =
        work.dossier().checks().stream()
            .filter(check -> !check.passed())
            .findFirst()
            .map(check -> "Would be refused: " + check.message())
            .orElseGet(() -> work.dossier().checks().getLast().message());
    return new Step.Answer.Done(Reason.EXPLAINED, verdict, work);
  }

  /// Waits for its turn, stores that it starts, and acts. The lock spans question and answer.
  private UpdateControl<ChatCommand> start(
      Work work, Context<ChatCommand> context, StatusRecord record) {
    ChatCommand command = work.command();
    String key = TargetKey.of(work.resolved().action().target());
    ReentrantLock lock = queue.lock(command, key);
    ChatCommand running;
    lock.lock();
    try {
      Optional<Queue.Ahead> ahead = queue.ahead(command, key, context.getPrimaryCache());
      if (ahead.isPresent()) {
        return conclude(command, queued(work, ahead.get()), work.now(), record);
      }
      Outcome begun = begun(work);
      running = record.startOf(command, StatusSummary.of(command, begun, work.now()));
      journal.audit(running, begun, work.now());
    } finally {
      lock.unlock();
    }
    Outcome outcome = execution.act(running, work, watches.ongoing(running, work.now()));
    journal.announce(running, Reason.RUNNING, work.planned().plan().summary(), work.now());
    return follow(running, outcome, clock.instant(), record);
  }

  private static Outcome queued(Work work, Queue.Ahead ahead) {
    String message =
        "Waits for "
            + ahead.next().getMetadata().getName()
            + " on "
            + TargetKey.title(work.resolved().action().target())
            + "; place "
            + ahead.count()
            + " in the queue.";
    Duration since =
        Duration.between(
            Instant.parse(work.command().getMetadata().getCreationTimestamp()), work.now());
    return since.compareTo(SILENT) < 0
        ? Outcome.waiting(Reason.QUEUED, "", work.dossier(), SILENT)
        : Outcome.waiting(Reason.QUEUED, message, work.dossier(), SAFETY);
  }

  private static Outcome begun(Work work) {
    Instant startedAt = work.now().truncatedTo(ChronoUnit.SECONDS);
    String wanted = work.command().getSpec().timeout();
    Duration timeout =
        wanted == null ? work.resolved().definition().spec().runLimit() : Timespan.parse(wanted);
    return Outcome.waiting(
        Reason.RUNNING,
        work.planned().plan().summary(),
        work.dossier().withStart(work.planned().resolved(), startedAt, startedAt.plus(timeout)),
        SAFETY);
  }

  private UpdateControl<ChatCommand> proceed(
      ChatCommand command, Instant now, StatusRecord record) {
    Dossier dossier = Dossier.of(command.getStatus());
    Ongoing ongoing = watches.ongoing(command, dossier.startedAtOrThrow());
    if (dossier.progress() != null) {
      ongoing.effectSeen();
    }
    return follow(command, execution.resume(command, now, ongoing), now, record);
  }

  /// A watch that opens now tells the present state first, so nothing between the effect and it is
  /// missed.
  private UpdateControl<ChatCommand> follow(
      ChatCommand command, Outcome outcome, Instant now, StatusRecord record) {
    var plan = outcome.dossier().plan();
    if (!outcome.reason().terminal() && plan != null) {
      watches.follow(command, plan.target());
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
      } else {
        journal.record(command, outcome, now);
      }
    }
    return again(outcome);
  }

  private UpdateControl<ChatCommand> again(Outcome outcome) {
    Duration again = outcome.again();
    if (again == null) {
      return UpdateControl.noUpdate();
    }
    var plan = outcome.dossier().plan();
    boolean poll =
        outcome.reason() == Reason.RUNNING && plan != null && watches.polled(plan.target());
    return UpdateControl.<ChatCommand>noUpdate()
        .rescheduleAfter(poll && again.compareTo(POLL) > 0 ? POLL : again);
  }
}
