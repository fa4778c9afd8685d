package dev.chatops.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The chat message that an object came from. Only a holder of the verb `attest` may set it.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Origin(
    @Required @Size(min = 1, max = 63) @JsonPropertyDescription("Chat platform, such as slack.")
        String platform,
    @Required @Size(min = 1, max = 63) @JsonPropertyDescription("Name of the ChatWorkspace.")
        String workspace,
    @Required @Size(min = 1, max = 255) @JsonPropertyDescription("Channel id.") String channel,
    @Required
        @Size(min = 1, max = 255)
        @JsonPropertyDescription("The person's id on the platform; never a display name.")
        String user,
    @Nullable @Size(max = 255) @JsonPropertyDescription("Thread that answers go to.") String thread,
    @Nullable @Size(max = 255) @JsonPropertyDescription("Message that asked.") String message,
    @Required
        @Size(min = 1, max = 255)
        @JsonPropertyDescription("What makes this request one of a kind on the platform.")
        String intent,
    @Nullable @Size(max = 2000) @JsonPropertyDescription("The text as it was typed.") String text,
    @Nullable
        @JsonFormat(shape = JsonFormat.Shape.STRING)
        @JsonPropertyDescription("When the platform took the message.")
        Instant sentAt,
    @Nullable
        @JsonPropertyDescription(
            "Whether the requester asked to be called when it ends well, even soon.")
        // A record cannot have a component of the name notify.
        @JsonProperty("notify")
        Boolean called) {

  /// How long after its end a command from chat stays known at least: platforms deliver a message
  /// again for up to 24 h, and only what is stored is recognised.
  public static final Duration KNOWN = Duration.ofHours(25);

  public boolean callsRequester() {
    return Boolean.TRUE.equals(called);
  }
}
