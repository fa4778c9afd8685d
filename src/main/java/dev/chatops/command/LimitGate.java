package dev.chatops.command;

import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.api.v1alpha1.Limit;
import dev.chatops.api.v1alpha1.Reason;
import dev.chatops.api.v1alpha1.Timespan;
import dev.chatops.policy.limit.Allowance;
import dev.chatops.policy.selector.FieldValue;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// Has it been started too often? Counted from the commands that are stored, so a restart forgets
/// nothing.
final class LimitGate implements Step {

  private static final long PAGE = 500;

  private final KubernetesClient client;
  private final Stripes locks = new Stripes();

  LimitGate(KubernetesClient client) {
    this.client = client;
  }

  @Override
  public String name() {
    return "limits";
  }

  @Override
  public Answer take(Work work) {
    if (work.resolved().definition().spec().declaredLimits().isEmpty()) {
      return new Answer.Continue(work, "It has no limits.");
    }
    return exceeded(work)
        .<Answer>map(sentence -> new Answer.Done(Reason.RATE_LIMITED, sentence, work))
        .orElseGet(() -> new Answer.Continue(work, "It is within its limits."));
  }

  /// The sentence about the first limit that is used up.
  Optional<String> exceeded(Work work) {
    for (Limit limit : work.resolved().definition().spec().declaredLimits()) {
      Optional<Instant> again = new Allowance(limit).possibleAgain(starts(work, limit), work.now());
      if (again.isPresent()) {
        return Optional.of(
            work.command().getSpec().command()
                + " may start "
                + limit.count()
                + (limit.count() == 1 ? " time" : " times")
                + " within "
                + Timespan.format(limit.span())
                + " "
                + counted(work, limit)
                + ", and did. It is possible again at "
                + again.get().truncatedTo(ChronoUnit.SECONDS)
                + ".");
      }
    }
    return Optional.empty();
  }

  /// Keeps others who count by the same limits out until `Running` is stored.
  List<ReentrantLock> locks(Work work) {
    return locks.of(
        work.resolved().definition().spec().declaredLimits().stream()
            .map(limit ->
                String.join(
                    "/",
                    work.command().getMetadata().getNamespace(),
                    work.command().getSpec().command(),
                    limit.per().name(),
                    value(work, limit)))
            .toList());
  }

  private static String value(Work work, Limit limit) {
    return switch (limit.per()) {
      case REQUESTER -> work.command().getSpec().requester().username();
      case TARGET -> TargetKey.of(work.resolved().action().target());
      case COMMAND -> "";
    };
  }

  private static String counted(Work work, Limit limit) {
    return switch (limit.per()) {
      case REQUESTER -> "for " + value(work, limit);
      case TARGET -> "on " + TargetKey.title(work.resolved().action().target());
      case COMMAND -> "in all";
    };
  }

  private List<Instant> starts(Work work, Limit limit) {
    var all =
        client
            .resources(ChatCommand.class)
            .inNamespace(work.command().getMetadata().getNamespace())
            .withField("spec.command", work.command().getSpec().command());
    var counted =
        switch (limit.per()) {
          case REQUESTER ->
              all.withField("spec.requester.username", FieldValue.escaped(value(work, limit)));
          case TARGET -> all.withField("status.targetKey", FieldValue.escaped(value(work, limit)));
          case COMMAND -> all;
        };
    var starts = new ArrayList<Instant>();
    String next = null;
    do {
      var page = counted.list(new ListOptionsBuilder().withLimit(PAGE).withContinue(next).build());
      page.getItems().stream()
          .filter(
              other -> !other.getMetadata().getUid().equals(work.command().getMetadata().getUid()))
          .map(other -> other.getStatus() == null ? null : other.getStatus().startedAt())
          .filter(Objects::nonNull)
          .forEach(starts::add);
      next = page.getMetadata().getContinue();
    } while (next != null && !next.isEmpty());
    return starts;
  }
}
