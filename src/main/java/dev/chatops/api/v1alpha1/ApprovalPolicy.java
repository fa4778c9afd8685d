package dev.chatops.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How many people must agree before a command runs.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ApprovalPolicy(
    @Required @Min(1) @Max(8) @JsonPropertyDescription("Distinct persons who must approve.")
        int count,
    @Nullable @JsonPropertyDescription("Whether the requester counts; false by default.")
        Boolean allowRequester,
    @Nullable
        @Size(max = 16)
        @Pattern(Timespan.PATTERN)
        @JsonPropertyDescription("How long approvals are waited for, 30m by default.")
        String expiresAfter,
    @Nullable
        @JsonPropertyDescription(
            "Count only people who used their own cluster credentials; false by default.")
        Boolean directOnly,
    @Nullable
        @Size(max = 16)
        @JsonPropertyDescription(
            "Who is called in chat when an approval is wanted. This gives nobody a right.")
        // A record cannot have a component of the name notify.
        @JsonProperty("notify")
        List<ApprovalCall> calls) {

  /// How long approvals are waited for, from when the command was stored.
  public Duration waits() {
    return Timespan.parse(expiresAfter == null ? "30m" : expiresAfter);
  }

  public List<ApprovalCall> called() {
    return calls == null ? List.of() : calls;
  }

  public boolean requesterCounts() {
    return Boolean.TRUE.equals(allowRequester);
  }

  public boolean ownCredentialsOnly() {
    return Boolean.TRUE.equals(directOnly);
  }
}
