package dev.chatops.command;

import dev.chatops.api.v1alpha1.AllowedCommand;
import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.api.v1alpha1.CommandDecision;
import dev.chatops.api.v1alpha1.Condition;
import dev.chatops.api.v1alpha1.Origin;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.FilterWatchListDeletable;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Deletes finished commands once their time is over, and the oldest of a definition that keeps too
/// many, each with the decisions about it. What limits are counted from stays, and so does what
/// chat may still deliver again: once it is forgotten, the same message could start it anew.
///
/// Lists only what is due, by the selectable field `status.expireHour`, in pages; the first sweep
/// of a process looks at everything once, since nobody knows how long none ran. Two sweepers at
/// once do no harm.
public final class Retention {

  private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
  private static final long PAGE = 500;
  private static final DateTimeFormatter HOUR =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH").withZone(ZoneOffset.UTC);

  /// How long a decision about nothing can be looked at.
  private static final Duration STRAYS_STAY = Duration.ofHours(1);

  private final KubernetesClient client;
  private final Clock clock;
  private @Nullable Instant sweptUpTo;

  public Retention(KubernetesClient client, Clock clock) {
    this.client = client;
    this.clock = clock;
  }

  /// @return how many commands were deleted
  /// @throws KubernetesClientException when the API server is away; the next sweep does it again
  public synchronized int sweep() {
    Instant hour = clock.instant().truncatedTo(ChronoUnit.HOURS);
    var deleted = new Count();
    Instant from = sweptUpTo;
    if (from == null) {
      String now = HOUR.format(hour);
      page(
          client
              .resources(ChatCommand.class)
              .inAnyNamespace()
              .withoutField("status.finishedAt", ""),
          command -> {
            String due = command.getStatus().expireHour();
            if (due != null && due.compareTo(now) <= 0) {
              deleted.add(delete(command));
            }
          });
    } else {
      for (Instant due = from.plus(Duration.ofHours(1));
          !due.isAfter(hour);
          due = due.plus(Duration.ofHours(1))) {
        page(
            client
                .resources(ChatCommand.class)
                .inAnyNamespace()
                .withField("status.expireHour", HOUR.format(due)),
            command -> deleted.add(delete(command)));
      }
    }
    client
        .resources(AllowedCommand.class)
        .inAnyNamespace()
        .list()
        .getItems()
        .forEach(definition -> deleted.add(trim(definition)));
    sweepStrays();
    sweptUpTo = hour;
    if (deleted.value > 0) {
      LOG.info("Deleted {} finished commands", deleted.value);
    }
    return deleted.value;
  }

  /// Keeps the newest, and what is still needed; memory holds no more than those of the limit.
  private int trim(AllowedCommand definition) {
    int kept = definition.getSpec().keptCommands();
    Duration window = definition.getSpec().longestWindow();
    var newest =
        new PriorityQueue<ChatCommand>(
            Comparator.comparing((ChatCommand c) -> c.getStatus().finishedAt()));
    var deleted = new Count();
    page(
        client
            .resources(ChatCommand.class)
            .inNamespace(definition.getMetadata().getNamespace())
            .withField("spec.command", definition.getMetadata().getName())
            .withoutField("status.finishedAt", ""),
        command -> {
          newest.add(command);
          if (newest.size() > kept) {
            ChatCommand oldest = newest.remove();
            deleted.add(!isNeeded(oldest, window, clock.instant()) && delete(oldest));
          }
        });
    return deleted.value;
  }

  /// Whether a finished command stays in spite of the limit of its definition.
  ///
  /// @param window over which the definition counts how often it ran
  static boolean isNeeded(ChatCommand command, Duration window, Instant now) {
    Instant startedAt = command.getStatus().startedAt();
    Instant finishedAt = command.getStatus().finishedAt();
    boolean counts = startedAt != null && startedAt.isAfter(now.minus(window));
    boolean mayComeAgain =
        command.getSpec().origin() != null
            && finishedAt != null
            && finishedAt.isAfter(now.minus(Origin.KNOWN));
    return counts || mayComeAgain;
  }

  /// Decisions about commands that never were.
  private void sweepStrays() {
    page(
        client.resources(CommandDecision.class).inAnyNamespace(),
        decision -> {
          if (isStray(decision)) {
            client.resource(decision).delete();
          }
        });
  }

  private boolean isStray(CommandDecision decision) {
    var status = decision.getStatus();
    return status != null
        && status.judgedAt() != null
        && status.judgedAt().isBefore(clock.instant().minus(STRAYS_STAY))
        && Condition.find(status.conditions(), "Counted")
            .filter(counted -> counted.reason().equals("UnknownCommand"))
            .isPresent();
  }

  private static <T extends HasMetadata> void page(
      FilterWatchListDeletable<T, KubernetesResourceList<T>, Resource<T>> query, Consumer<T> each) {
    String next = null;
    do {
      var list = query.list(new ListOptionsBuilder().withLimit(PAGE).withContinue(next).build());
      list.getItems().forEach(each);
      next = list.getMetadata().getContinue();
    } while (next != null && !next.isEmpty());
  }

  /// The decisions about it go first, so that none is ever left behind.
  private boolean delete(ChatCommand command) {
    page(
        client
            .resources(CommandDecision.class)
            .inNamespace(command.getMetadata().getNamespace())
            .withField("spec.commandUid", command.getMetadata().getUid()),
        decision -> client.resource(decision).delete());
    try {
      return !client
          .resource(command)
          .lockResourceVersion(command.getMetadata().getResourceVersion())
          .delete()
          .isEmpty();
    } catch (KubernetesClientException e) {
      if (e.getCode() == HttpURLConnection.HTTP_CONFLICT) {
        return false;
      }
      throw e;
    }
  }

  private static final class Count {
    private int value;

    void add(boolean one) {
      value += one ? 1 : 0;
    }

    void add(int more) {
      value += more;
    }
  }
}
