package dev.chatops.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whether commands from the channel reach this namespace; written by the chat gateway.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ChatChannelStatus(
    @Nullable
        @JsonPropertyDescription("The metadata.generation that was seen; -1 before the first look.")
        Long observedGeneration,
    @Nullable @Size(max = 8) @JsonPropertyDescription("Ready; Stalled where a person must mend it.")
        List<Condition> conditions) {}
