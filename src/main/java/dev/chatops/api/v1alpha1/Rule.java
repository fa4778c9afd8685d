package dev.chatops.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/// A CEL expression that must hold.
public record Rule(
    @Required
        @Size(min = 1, max = 4096)
        @JsonPropertyDescription(
            "CEL over args, requester, origin, target, plan and now; true lets the command pass.")
        String expression,
    @Required
        @Size(min = 1, max = 256)
        @JsonPropertyDescription("What a person reads when it does not hold.")
        String message) {}
