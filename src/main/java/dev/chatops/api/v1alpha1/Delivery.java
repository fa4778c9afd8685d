package dev.chatops.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the chat gateway posted; written by the gateway alone.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Delivery(
    @Nullable @Size(max = 64) @JsonPropertyDescription("State of the card.") String state,
    @Nullable @Size(max = 255) @JsonPropertyDescription("The card on the platform.") String ref,
    @Nullable @Size(max = 64) @JsonPropertyDescription("Hash of what was posted last.") String hash,
    @Nullable @Min(0) @JsonPropertyDescription("Attempts so far.") Long attempts,
    @Nullable
        @JsonFormat(shape = JsonFormat.Shape.STRING)
        @JsonPropertyDescription(
            "When the last word was posted; absent while something is left to say.")
        Instant settledAt,
    @Nullable @Size(max = 8) @JsonPropertyDescription("Messages under the card.")
        List<DeliveryReply> replies) {}
