package dev.chatops.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.time.Duration;
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
        Boolean directOnly) {

  /// How long approvals are waited for, from when the command was stored.
  public Duration waits() {
    return Timespan.parse(expiresAfter == null ? "30m" : expiresAfter);
  }

  public boolean requesterCounts() {
    return Boolean.TRUE.equals(allowRequester);
  }

  public boolean ownCredentialsOnly() {
    return Boolean.TRUE.equals(directOnly);
  }
}
