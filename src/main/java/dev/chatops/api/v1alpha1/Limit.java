package dev.chatops.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.time.Duration;

/// How often a command may start, counted over what is stored.
public record Limit(
    @Required
        @JsonPropertyDescription(
            "Whose starts of this command are counted: of one Requester, on one Target, or all (Command).")
        Per per,
    @Required @Min(1) @Max(1000) @JsonPropertyDescription("Starts within the window.") int count,
    @Required
        @Size(min = 2, max = 16)
        @Pattern(Timespan.PATTERN)
        @JsonPropertyDescription("The window, such as 1h.")
        String window) {

  public Duration span() {
    return Timespan.parse(window);
  }

  /// What a limit counts by.
  public enum Per {
    @JsonProperty("Requester")
    REQUESTER,
    @JsonProperty("Target")
    TARGET,
    @JsonProperty("Command")
    COMMAND
  }
}
