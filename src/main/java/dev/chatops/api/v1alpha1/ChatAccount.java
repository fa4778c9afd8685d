package dev.chatops.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/// An account of a chat service.
public record ChatAccount(
    @Required @Size(min = 1, max = 63) @JsonPropertyDescription("Name of the ChatWorkspace.")
        String workspace,
    @Required
        @Size(min = 1, max = 255)
        @JsonPropertyDescription("The user's id there; never a display name or an e-mail address.")
        String user) {}
