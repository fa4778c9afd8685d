package dev.chatops.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whether a definition can work, as kstatus reads it.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AllowedCommandStatus(
    @Nullable
        @JsonPropertyDescription("The metadata.generation that was seen; -1 before the first look.")
        Long observedGeneration,
    @Nullable
        @Size(max = 8)
        @JsonPropertyDescription(
            "Ready; and Stalled where a person must mend the definition before it can work.")
        List<Condition> conditions,
    @Nullable @Size(max = 512) @JsonPropertyDescription("How to ask for it.") String usage) {}
