package dev.chatops.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/// What the operator needs to bring a running command to its end, whatever happens to its
/// definition.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Resolved(
    @Required @Size(max = 32) @JsonPropertyDescription("The action, such as deploy.") String action,
    @Required @Size(max = 253) @JsonPropertyDescription("Service account that acts.")
        String serviceAccountName,
    @Required @JsonPropertyDescription("metadata.generation of the target right before the change.")
        long baseGeneration,
    @Required
        @Size(max = 128)
        @JsonPropertyDescription("Fingerprint of the part of the target that the change sets.")
        String expected,
    @Required
        @Size(max = 16)
        @Pattern(Timespan.PATTERN)
        @JsonPropertyDescription("How long the command is kept once it has finished.")
        String ttlAfterFinished,
    @Nullable
        @JsonPropertyDescription("How an object that the command made tells what became of it.")
        OutcomeRules outcome) {}
