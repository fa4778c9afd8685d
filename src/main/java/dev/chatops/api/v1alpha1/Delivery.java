package dev.chatops.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the chat gateway posted; written by the gateway alone.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Delivery(
    @Nullable
        @JsonPropertyDescription(
            "Posted, Summarised (a line of one card for many), Withheld (nothing to be told) or GivenUp.")
        State state,
    @Nullable
        @Size(max = 63)
        @JsonPropertyDescription("Name of the ChatWorkspace where the card is.")
        String workspace,
    @Nullable @Size(max = 255) @JsonPropertyDescription("Id of the channel where the card is.")
        String channel,
    @Nullable @Size(max = 255) @JsonPropertyDescription("The card on the platform.") String ref,
    @Nullable
        @Size(max = 64)
        @JsonPropertyDescription("Hash of a card that was posted; the newest once settled.")
        String hash,
    @Nullable @Min(0) @JsonPropertyDescription("How often the card was posted anew.") Long attempts,
    @Nullable
        @JsonFormat(shape = JsonFormat.Shape.STRING)
        @JsonPropertyDescription(
            "When the last word was posted; absent while something is left to say.")
        Instant settledAt,
    @Nullable @Size(max = 8) @JsonPropertyDescription("Messages beside the card.")
        List<DeliveryReply> replies) {

  public static final Delivery NONE = new Delivery(null, null, null, null, null, null, null, null);

  public List<DeliveryReply> said() {
    return replies == null ? List.of() : replies;
  }

  /// What became of the card.
  public enum State {
    @JsonProperty("Posted")
    POSTED,
    @JsonProperty("Summarised")
    SUMMARISED,
    @JsonProperty("Withheld")
    WITHHELD,
    @JsonProperty("GivenUp")
    GIVEN_UP
  }
}
