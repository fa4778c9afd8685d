package dev.chatops.mirror.outbox;

import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.api.v1alpha1.Delivery;
import dev.chatops.chat.Capabilities;
import dev.chatops.chat.ChatPlatform;
import dev.chatops.chat.DeliveryFailure;
import dev.chatops.chat.Place;
import dev.chatops.mirror.NextStep;
import dev.chatops.mirror.Step;
import dev.chatops.mirror.pace.Agenda;
import dev.chatops.mirror.pace.Lane;
import dev.chatops.mirror.pace.Next;
import dev.chatops.mirror.pace.Wish;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What is unsettled, and what is done about it next. For any thread; one at a time works on a
/// command.
final class Desk {

  private static final Logger LOG = LoggerFactory.getLogger(Desk.class);

  /// What a platform just took may not be found at once.
  private static final Duration UNTIL_FOUND = Duration.ofSeconds(2);

  /// How often a command is looked at whose channel is not Ready.
  private static final Duration UNTIL_PLACED = Duration.ofSeconds(5);

  private static final Duration FIRST_RETRY = Duration.ofMillis(500);
  private static final Duration SLOWEST_RETRY = Duration.ofSeconds(15);

  /// What is planned with while a workspace is not connected; it is planned anew before it is sent.
  private static final Capabilities UNKNOWN = new Capabilities(true, true, true, true, true, true);

  private final Function<String, @Nullable ChatCommand> commands;
  private final Background background;
  private final Clerk clerk;
  private final DeliveryRecord record;
  private final Function<String, Optional<ChatPlatform>> platforms;
  private final BooleanSupplier leads;
  private final Clock clock;
  private final Map<String, Correspondence> open = new ConcurrentHashMap<>();
  private final Agenda agenda = new Agenda();

  /// @param commands the newest known of a key; null where it is gone or settled
  /// @param leads whether telling chat is still ours
  Desk(
      Function<String, @Nullable ChatCommand> commands,
      Background background,
      Clerk clerk,
      DeliveryRecord record,
      Function<String, Optional<ChatPlatform>> platforms,
      BooleanSupplier leads,
      Clock clock) {
    this.commands = commands;
    this.background = background;
    this.clerk = clerk;
    this.record = record;
    this.platforms = platforms;
    this.leads = leads;
    this.clock = clock;
  }

  /// @param inherited whether another leader may have posted something about it
  void saw(ChatCommand command, boolean inherited) {
    String uid = command.getMetadata().getUid();
    open.compute(
        Background.keyOf(command),
        (key, known) ->
            known != null && known.uid().equals(uid)
                ? known
                : new Correspondence(uid, stored(command), inherited, clock.instant()));
    look(Background.keyOf(command), clock.instant());
  }

  void forget(String key) {
    open.remove(key);
    synchronized (agenda) {
      agenda.forget(key);
    }
  }

  /// Waits for something to do.
  Next next(Duration patience) throws InterruptedException {
    synchronized (agenda) {
      Instant now = clock.instant();
      Next next = agenda.next(now);
      if (next instanceof Next.Idle(Instant until)) {
        Duration pause =
            until.isBefore(now.plus(patience)) ? Duration.between(now, until) : patience;
        agenda.wait(Math.max(1, pause.toMillis()));
      }
      return next;
    }
  }

  void wake() {
    synchronized (agenda) {
      agenda.notifyAll();
    }
  }

  void work(Next next) {
    switch (next) {
      case Next.Look look -> {
        guarded(List.of(look.key()), () -> lookAt(look.key()));
        finish(() -> agenda.done(look));
      }
      case Next.Turn turn -> {
        guarded(turn.keys(), () -> take(turn));
        finish(() -> agenda.done(turn, clock.instant()));
      }
      case Next.Idle _ -> {}
    }
  }

  private void finish(Runnable done) {
    synchronized (agenda) {
      done.run();
      agenda.notifyAll();
    }
  }

  /// A setback of the API server, or of ours, delays these commands and no others.
  private void guarded(List<String> keys, Runnable work) {
    try {
      work.run();
    } catch (KubernetesClientException e) {
      if (e.getCode() == 404 || e.getCode() == 409) {
        LOG.debug("{} is gone: {}", keys, e.getMessage());
      } else {
        LOG.warn("Delivery of {} is delayed: {}", keys, e.getMessage());
      }
      keys.forEach(this::later);
    } catch (CancellationException e) {
      LOG.debug("Another leads, {} is theirs", keys);
    } catch (RuntimeException e) {
      LOG.error("Delivery of {} is delayed", keys, e);
      keys.forEach(this::later);
    }
  }

  private void later(String key) {
    Correspondence correspondence = open.get(key);
    if (correspondence == null || commands.apply(key) == null) {
      forget(key);
      return;
    }
    Duration pause = FIRST_RETRY.multipliedBy(1L << Math.min(correspondence.setback() - 1, 10));
    look(key, clock.instant().plus(pause.compareTo(SLOWEST_RETRY) > 0 ? SLOWEST_RETRY : pause));
  }

  private void lookAt(String key) {
    Correspondence correspondence = open.get(key);
    ChatCommand command = commands.apply(key);
    if (correspondence == null || command == null) {
      forget(key);
      return;
    }
    if (correspondence.unwritten()) {
      record.write(command, correspondence);
    }
    proceed(key, command, correspondence);
  }

  /// Records what was said, and arranges for what is to be said next.
  private void proceed(String key, ChatCommand command, Correspondence correspondence) {
    Optional<Place> place = background.place(command, correspondence);
    Step step = step(command, correspondence, place);
    if (step instanceof Step.Settle(Delivery.State state) && !correspondence.settled()) {
      correspondence.settle(state, clock.instant());
    }
    if (correspondence.unwritten()) {
      record.write(command, correspondence);
    }
    if (correspondence.settled()) {
      leave(key);
      return;
    }
    if (step instanceof Step.Wait) {
      correspondence.current();
    }
    synchronized (agenda) {
      wish(step, command, correspondence, place)
          .ifPresentOrElse(wish -> agenda.want(key, wish), () -> agenda.rest(key));
      if (step instanceof Step.Wait(Instant until) && until.isBefore(Instant.MAX)) {
        agenda.look(key, until);
      }
      agenda.notifyAll();
    }
  }

  /// Remembered until the informer no longer shows it: older news of it may still come.
  private void leave(String key) {
    if (commands.apply(key) == null) {
      forget(key);
    } else {
      synchronized (agenda) {
        agenda.rest(key);
      }
    }
  }

  private Step step(ChatCommand command, Correspondence correspondence, Optional<Place> place) {
    if (correspondence.settled()) {
      return new Step.Wait(Instant.MAX);
    }
    return place
        .map(where ->
            NextStep.of(
                background.situation(
                    command,
                    correspondence,
                    where,
                    platforms
                        .apply(where.workspace())
                        .map(ChatPlatform::capabilities)
                        .orElse(UNKNOWN))))
        .orElseGet(() ->
            background.mayFindPlace(command, correspondence)
                ? new Step.Wait(clock.instant().plus(UNTIL_PLACED))
                : NextStep.withoutPlace(command));
  }

  private Optional<Wish> wish(
      Step step, ChatCommand command, Correspondence correspondence, Optional<Place> place) {
    return place.flatMap(where ->
        Wishes.of(step, command, where, latest(clock.instant(), correspondence.quietUntil())));
  }

  private static Instant latest(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private void take(Next.Turn turn) {
    if (!leads.getAsBoolean()) {
      return;
    }
    String workspace = turn.wish().lane().workspace();
    Optional<ChatPlatform> platform = platforms.apply(workspace);
    try {
      if (platform.isEmpty()) {
        throw new DeliveryFailure.Unreachable(new IllegalStateException("not connected"));
      }
      boolean begun = turn.wish().heap() != null && !turn.wish().heap().equals(Wish.ANY);
      boolean summary = begun || turn.keys().size() > 1;
      if (summary) {
        summarise(turn, platform.get());
      } else {
        say(turn, platform.get());
      }
      answered(workspace);
    } catch (DeliveryFailure e) {
      Instant again = clock.instant();
      switch (e) {
        case DeliveryFailure.RetryAfter asked -> {
          answered(workspace);
          Instant until = again.plus(asked.pause());
          finish(() -> agenda.pause(turn.wish(), until));
        }
        case DeliveryFailure.Unknown _ -> {
          answered(workspace);
          again = again.plus(UNTIL_FOUND);
          quiet(turn, again);
        }
        case DeliveryFailure.Unreachable _, DeliveryFailure.Unauthorised _ -> {
          LOG.info("{} takes nothing: {}", workspace, e.getMessage());
          finish(() -> agenda.failed(workspace, clock.instant()));
        }
        case DeliveryFailure.Rejected _ -> throw new IllegalStateException(e);
      }
      sayAgain(turn, again);
    }
  }

  private void answered(String workspace) {
    finish(() -> agenda.answered(workspace));
  }

  /// News in between do not shorten it.
  private void quiet(Next.Turn turn, Instant until) {
    turn.keys().stream()
        .map(open::get)
        .filter(Objects::nonNull)
        .forEach(correspondence -> correspondence.quietUntil(until));
  }

  private void sayAgain(Next.Turn turn, Instant at) {
    Wish wish = turn.wish();
    finish(() ->
        turn.keys().stream()
            .filter(open::containsKey)
            .forEach(key ->
                agenda.want(
                    key, new Wish(wish.act(), wish.lane(), wish.urgency(), wish.heap(), at))));
  }

  private void say(Next.Turn turn, ChatPlatform platform) throws DeliveryFailure {
    String key = turn.keys().getFirst();
    Correspondence correspondence = open.get(key);
    ChatCommand command = commands.apply(key);
    if (correspondence == null || command == null) {
      forget(key);
      return;
    }
    Optional<Place> place = background.place(command, correspondence);
    Step step = step(command, correspondence, place);
    boolean asWished =
        wish(step, command, correspondence, place)
            .filter(wish -> wish.act() == turn.wish().act())
            .filter(wish -> wish.lane().equals(turn.wish().lane()))
            .isPresent();
    if (asWished && !(step instanceof Step.Line)) {
      clerk.take(step, command, correspondence, platform, place.orElseThrow());
    }
    proceed(key, command, correspondence);
  }

  private void summarise(Next.Turn turn, ChatPlatform platform) throws DeliveryFailure {
    var lines = new ArrayList<Summary.Line>();
    for (String key : turn.keys()) {
      Correspondence correspondence = open.get(key);
      ChatCommand command = commands.apply(key);
      if (correspondence == null || command == null) {
        forget(key);
      } else if (correspondence.delivery().ref() == null && !correspondence.settled()) {
        lines.add(new Summary.Line(command, correspondence));
      }
    }
    if (lines.isEmpty()) {
      return;
    }
    lines.sort(
        Comparator.comparing(
                (Summary.Line line) -> line.command().getMetadata().getCreationTimestamp())
            .thenComparing(line -> line.command().getMetadata().getName()));
    String heap = turn.wish().heap();
    var summary =
        new Summary(
            heap == null || heap.equals(Wish.ANY) ? lines.getFirst().correspondence().uid() : heap);
    Lane lane = turn.wish().lane();
    try {
      clerk.summarise(lines, summary, platform, new Place(lane.workspace(), lane.channel(), null));
    } finally {
      lines.forEach(line -> look(Background.keyOf(line.command()), clock.instant()));
    }
  }

  private void look(String key, Instant at) {
    synchronized (agenda) {
      agenda.look(key, at);
      agenda.notifyAll();
    }
  }

  private static Delivery stored(ChatCommand command) {
    return command.getStatus() == null || command.getStatus().delivery() == null
        ? Delivery.NONE
        : command.getStatus().delivery();
  }
}
