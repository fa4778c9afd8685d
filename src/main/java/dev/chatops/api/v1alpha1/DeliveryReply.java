package dev.chatops.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/// One message beside the card.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DeliveryReply(
    @Required @Size(max = 128) @JsonPropertyDescription("What it is for.") String purpose,
    @Nullable
        @Size(max = 255)
        @JsonPropertyDescription(
            "The message on the platform; absent for a file, for what one person was shown, and for"
                + " what the platform refused.")
        String ref,
    @Nullable
        @Size(max = 512)
        @JsonPropertyDescription("The plan that it asks to approve, in one sentence.")
        String plan) {}
