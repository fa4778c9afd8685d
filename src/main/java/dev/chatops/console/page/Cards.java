package dev.chatops.console.page;

import dev.chatops.api.v1alpha1.AllowedCommandSpec;
import dev.chatops.api.v1alpha1.Approval;
import dev.chatops.api.v1alpha1.ApprovalPolicy;
import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.api.v1alpha1.ChatCommandStatus;
import dev.chatops.api.v1alpha1.CommandPlan;
import dev.chatops.api.v1alpha1.Condition;
import dev.chatops.api.v1alpha1.Decision;
import dev.chatops.api.v1alpha1.Link;
import dev.chatops.api.v1alpha1.Origin;
import dev.chatops.api.v1alpha1.Timespan;
import dev.chatops.chat.Severity;
import dev.chatops.console.page.CardView.Choices;
import dev.chatops.console.page.CardView.PlanView;
import dev.chatops.console.page.CardView.Vote;
import dev.chatops.mirror.State;
import dev.chatops.mirror.Understood;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Makes the cards of commands.
public final class Cards {

  /// What went well is folded to one line when it has been read for so long.
  private static final Duration NEWS = Duration.ofMinutes(1);

  /// Names that chat and console make.
  private static final Pattern MADE = Pattern.compile("(?:cc|web)-([0-9a-v]{4})[0-9a-v]{22}");

  private final ChatCommand command;
  private final @Nullable ChatCommandStatus status;
  private final @Nullable AllowedCommandSpec definition;
  private final Standing standing;
  private final Instant now;
  private final State state;

  private Cards(
      ChatCommand command,
      @Nullable AllowedCommandSpec definition,
      Standing standing,
      Instant now) {
    this.command = command;
    this.status = command.getStatus();
    this.definition = definition;
    this.standing = standing;
    this.now = now;
    this.state = State.of(command);
  }

  /// @param definition as it is now; null where it is gone
  public static CardView of(
      ChatCommand command,
      @Nullable AllowedCommandSpec definition,
      Standing standing,
      Instant now) {
    return new Cards(command, definition, standing, now).view();
  }

  /// What people call a command: the beginning of a name that was made, else the name.
  public static String id(String name) {
    var made = MADE.matcher(name);
    return made.matches() ? made.group(1) : name;
  }

  private CardView view() {
    var metadata = command.getMetadata();
    var spec = command.getSpec();
    CommandPlan plan = status == null ? null : status.plan();
    List<Vote> votes = votes();
    return new CardView(
        metadata.getUid(),
        metadata.getNamespace(),
        metadata.getName(),
        id(metadata.getName()),
        spec.command(),
        Understood.of(command),
        spec.requester().username(),
        way(spec.origin(), metadata.getName()),
        Stamp.of(created()),
        spec.reason(),
        Look.of(state.severity()),
        state.words(),
        Step.of(command, state, policy(), approvals()),
        plan == null ? null : plan(plan),
        status == null || state.ended() ? null : status.progress(),
        message(),
        next(),
        consent(),
        waits() && policy() != null ? Stamp.of(created().plus(policy().waits())) : null,
        votes,
        took(),
        status == null || status.explain() == null ? List.of() : status.explain(),
        status == null || status.result() == null ? Map.of() : status.result(),
        status == null ? null : status.output(),
        status != null && status.startedAt() != null && CardView.job(command) != null,
        links(),
        choices(plan),
        folded());
  }

  private Instant created() {
    return Instant.parse(command.getMetadata().getCreationTimestamp());
  }

  private @Nullable ApprovalPolicy policy() {
    return definition == null ? null : definition.approval();
  }

  private boolean waits() {
    return state.severity() == Severity.WAITING;
  }

  private static String way(@Nullable Origin origin, String name) {
    if (origin != null) {
      return platform(origin.platform());
    }
    return name.startsWith("web-") ? "console" : "kubectl";
  }

  private static String platform(@Nullable String platform) {
    return platform == null || platform.isEmpty()
        ? "own login"
        : platform.substring(0, 1).toUpperCase(Locale.ROOT) + platform.substring(1);
  }

  private static PlanView plan(CommandPlan plan) {
    return new PlanView(
        plan.target().kind().toLowerCase(Locale.ROOT) + "/" + plan.target().name(),
        plan.summary(),
        plan.changes(),
        Boolean.TRUE.equals(plan.irreversible()),
        plan.caution());
  }

  /// Decisions about the plan that is shown; a new plan needs new ones.
  private List<Vote> votes() {
    return counted()
        .map(approval ->
            new Vote(
                switch (approval.decision()) {
                  case APPROVE -> "Approved";
                  case DENY -> "Denied";
                  case CANCEL -> "Cancelled";
                },
                approval.person() == null ? approval.username() : approval.person(),
                platform(approval.platform()),
                Stamp.of(approval.at())))
        .toList();
  }

  private int approvals() {
    return (int) counted().filter(each -> each.decision() == Decision.APPROVE).count();
  }

  private Stream<Approval> counted() {
    String digest = status == null || status.plan() == null ? "" : status.plan().digest();
    return status == null || status.approvals() == null
        ? Stream.of()
        : status.approvals().stream()
            .filter(each ->
                each.decision() != Decision.APPROVE
                    || each.planDigest() == null
                    || each.planDigest().equals(digest));
  }

  /// What the operator says beyond the plan, which stands above it.
  private String message() {
    String message = State.succeeded(command).map(Condition::message).orElse("");
    CommandPlan plan = status == null ? null : status.plan();
    if (plan == null || plan.changes().isEmpty() || !message.startsWith(plan.summary())) {
      // Who waits for approval reads the plan, and who may give it.
      return waits() && policy() != null ? "" : message;
    }
    return message.substring(plan.summary().length()).replaceFirst("^[:.]? *", "");
  }

  private String next() {
    return waits() || message().contains(state.next()) ? "" : state.next();
  }

  private String consent() {
    ApprovalPolicy policy = policy();
    if (!waits() || policy == null) {
      return "";
    }
    String who =
        "Needs %d %s".formatted(policy.count(), policy.count() == 1 ? "approval" : "approvals");
    if (standing.asked() && !policy.requesterCounts()) {
      return who + " by other people: you asked for it.";
    }
    return standing.approves()
        ? who + "; you may give one."
        : who + " by people with the verb approve on " + command.getSpec().command() + ".";
  }

  private String took() {
    return status == null || status.startedAt() == null || status.finishedAt() == null
        ? ""
        : Timespan.format(Duration.between(status.startedAt(), status.finishedAt()));
  }

  /// Runbooks, when something went wrong.
  private List<Link> links() {
    boolean wrong = state.severity() == Severity.BAD || state.severity() == Severity.UNKNOWN;
    return wrong && definition != null && definition.links() != null
        ? definition.links()
        : List.of();
  }

  private @Nullable Choices choices(@Nullable CommandPlan plan) {
    boolean approve =
        waits()
            && plan != null
            && standing.approves()
            && !(standing.asked() && policy() != null && !policy().requesterCounts());
    if (state.ended() || !(approve || standing.cancels())) {
      return null;
    }
    return new Choices(
        approve,
        standing.cancels(),
        plan == null ? "" : plan.digest(),
        plan != null && Boolean.TRUE.equals(plan.irreversible()) ? plan.target().name() : null);
  }

  private boolean folded() {
    return state.severity() == Severity.OK
        && status != null
        && status.finishedAt() != null
        && status.finishedAt().isBefore(now.minus(NEWS))
        && status.explain() == null
        && status.output() == null;
  }
}
