package dev.chatops.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/// One message under the card.
public record DeliveryReply(
    @Required @Size(max = 128) @JsonPropertyDescription("What it is for.") String purpose,
    @Required @Size(max = 255) @JsonPropertyDescription("The message on the platform.")
        String ref) {}
