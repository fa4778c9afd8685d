package dev.chatops.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What may be asked, with which arguments, and what it does.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AllowedCommandSpec(
    @Nullable
        @Size(max = 256)
        @JsonPropertyDescription("One line that says what it does, for help and lists.")
        String description,
    @Nullable
        @Size(max = 8)
        @JsonPropertyDescription(
            "Other words that find it in chat, where - and space are the same and case does not matter.")
        List<@Size(min = 1, max = 63) @Pattern("^[a-z0-9]+([ -][a-z0-9]+)*$") String> aliases,
    @Nullable
        @Size(max = 32)
        @JsonPropertyDescription("Parameters, in the order in which chat takes them.")
        List<Parameter> parameters,
    @Required @JsonPropertyDescription("What it does: exactly one action.") ActionSpec action,
    @Nullable
        @Default("chatops-runner")
        @Size(min = 1, max = 63)
        @Pattern("^[a-z0-9]([-a-z0-9]*[a-z0-9])?$")
        @JsonPropertyDescription("Service account of this namespace that the change is made as.")
        String serviceAccountName,
    @Nullable
        @Size(max = 16)
        @JsonPropertyDescription("CEL rules that every command must pass, once it is planned.")
        List<Rule> rules,
    @Nullable @JsonPropertyDescription("How many persons must approve a command before it starts.")
        ApprovalPolicy approval,
    @Nullable
        @Size(max = 8)
        @JsonPropertyDescription("How often commands of this definition may start.")
        List<Limit> limits,
    @Nullable
        @Size(max = 32)
        @JsonPropertyDescription("ChatChannels it may come from; any bound channel when empty.")
        List<@Size(min = 1, max = 63) String> channels,
    @Nullable
        @Default("true")
        @JsonPropertyDescription("Whether it may be asked for without chat, by kubectl or console.")
        Boolean direct,
    @Nullable @JsonPropertyDescription("Whether a command must give spec.reason; false by default.")
        Boolean reasonRequired,
    @Nullable
        @Default("Refuse")
        @JsonPropertyDescription(
            "What to do when Argo CD or Flux owns the field: Refuse or Override.")
        GitOpsPolicy gitOps,
    @Nullable
        @Default("Respect")
        @JsonPropertyDescription("Respect FreezeWindows, or Ignore those that allow it.")
        FreezePolicy freeze,
    @Nullable
        @Default("Leave")
        @JsonPropertyDescription(
            "What to do when the rollout of a deploy fails: Leave, or Rollback to the image before.")
        OnFailure onFailure,
    @Nullable
        @JsonPropertyDescription(
            "Who reads the answer in chat: Channel or Requester; for logs Requester by default, else"
                + " Channel.")
        Reply reply,
    @Nullable
        @Size(max = 5)
        @JsonPropertyDescription("Pages that help when a command fails, such as a runbook.")
        List<Link> links,
    @Nullable
        @Default("15m")
        @Size(min = 2, max = 16)
        @Pattern(Timespan.PATTERN)
        @JsonPropertyDescription(
            "How long a command may run, such as 10m; at most 24h. A command may set less.")
        String timeout,
    @Nullable
        @Default("15m")
        @Size(min = 2, max = 16)
        @Pattern(Timespan.PATTERN)
        @JsonPropertyDescription(
            "How long after it was stored a command may still start; later it ends as Expired.")
        String startWithin,
    @Nullable
        @Default("336h")
        @Size(min = 2, max = 16)
        @Pattern(Timespan.PATTERN)
        @JsonPropertyDescription("How long a finished command is kept, such as 336h; at least 1h.")
        String ttlAfterFinished,
    @Nullable
        @Default("200")
        @Min(1)
        @Max(1000)
        @JsonPropertyDescription(
            "How many finished commands are kept; the oldest are deleted first.")
        Integer historyLimit) {

  private static final String RUNNER = "chatops-runner";

  public List<Parameter> declaredParameters() {
    return parameters == null ? List.of() : parameters;
  }

  public List<Rule> declaredRules() {
    return rules == null ? List.of() : rules;
  }

  public List<String> otherWords() {
    return aliases == null ? List.of() : aliases;
  }

  public String runner() {
    return serviceAccountName == null ? RUNNER : serviceAccountName;
  }

  public boolean directAllowed() {
    return !Boolean.FALSE.equals(direct);
  }

  public boolean overridesGitOps() {
    return gitOps == GitOpsPolicy.OVERRIDE;
  }

  /// Whether what a rollout began with is put back when it fails.
  public boolean rollsBack() {
    return onFailure == OnFailure.ROLLBACK;
  }

  public Duration runLimit() {
    return Timespan.parse(timeout == null ? "15m" : timeout);
  }

  /// How long after it was stored a command may still start; waiting for approvals comes on top.
  public Duration startLimit() {
    Duration limit = Timespan.parse(startWithin == null ? "15m" : startWithin);
    return approval == null ? limit : limit.plus(approval.waits());
  }

  /// ChatChannels that it may come from; any where there are none.
  public List<String> onlyChannels() {
    return channels == null ? List.of() : channels;
  }

  public List<Limit> declaredLimits() {
    return limits == null ? List.of() : limits;
  }

  /// How long a finished command is kept: its limits are counted from what is stored.
  public Duration retention() {
    Duration kept = Timespan.parse(ttlAfterFinished == null ? "336h" : ttlAfterFinished);
    Duration counted = longestWindow();
    return kept.compareTo(counted) > 0 ? kept : counted;
  }

  /// The longest time over which a limit counts; zero without limits.
  public Duration longestWindow() {
    return declaredLimits().stream()
        .map(Limit::span)
        .max(Comparator.naturalOrder())
        .orElse(Duration.ZERO);
  }

  /// Logs are for the eyes of whoever asked, as long as nobody says otherwise.
  public Reply readers() {
    if (reply != null) {
      return reply;
    }
    return action.show() != null && action.show().shown() == ShowAction.View.LOGS
        ? Reply.REQUESTER
        : Reply.CHANNEL;
  }

  public int keptCommands() {
    return historyLimit == null ? 200 : historyLimit;
  }

  /// What happens when a GitOps tool owns the field.
  public enum GitOpsPolicy {
    @JsonProperty("Refuse")
    REFUSE,
    @JsonProperty("Override")
    OVERRIDE
  }

  /// Whether FreezeWindows count.
  public enum FreezePolicy {
    @JsonProperty("Respect")
    RESPECT,
    @JsonProperty("Ignore")
    IGNORE
  }

  /// What happens to a rollout that failed.
  public enum OnFailure {
    @JsonProperty("Leave")
    LEAVE,
    @JsonProperty("Rollback")
    ROLLBACK
  }

  /// Who reads the answer in chat.
  public enum Reply {
    @JsonProperty("Channel")
    CHANNEL,
    @JsonProperty("Requester")
    REQUESTER
  }
}
