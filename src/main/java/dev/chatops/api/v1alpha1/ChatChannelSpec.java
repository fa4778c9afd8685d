package dev.chatops.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which channel, and what is told there without being asked.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ChatChannelSpec(
    @Required @Size(min = 1, max = 63) @JsonPropertyDescription("Name of the ChatWorkspace.")
        String workspace,
    @Required
        @Size(min = 1, max = 255)
        @JsonPropertyDescription("The channel's id on the platform, such as C0123456789.")
        String channelId,
    @Nullable
        @Size(max = 3)
        @JsonPropertyDescription(
            "Which commands that did not come from chat get a card here; Approvals by default, none"
                + " with an empty list.")
        List<Announce> announce) {

  public List<Announce> announced() {
    return announce == null ? List.of(Announce.APPROVALS) : announce;
  }

  /// Which commands get a card.
  public enum Announce {
    /// Those that wait, or waited, for approval.
    @JsonProperty("Approvals")
    APPROVALS,
    /// Those that failed.
    @JsonProperty("Failures")
    FAILURES,
    /// All of them.
    @JsonProperty("All")
    ALL
  }
}
