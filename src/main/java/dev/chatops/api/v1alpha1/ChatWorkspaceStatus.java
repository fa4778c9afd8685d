package dev.chatops.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whether the connection works; written by the chat gateway.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ChatWorkspaceStatus(
    @Nullable
        @JsonPropertyDescription("The metadata.generation that was seen; -1 before the first look.")
        Long observedGeneration,
    @Nullable
        @Size(max = 8)
        @JsonPropertyDescription("Connected; Ready; Stalled where a person must mend it.")
        List<Condition> conditions,
    @Nullable
        @JsonFormat(shape = JsonFormat.Shape.STRING)
        @JsonPropertyDescription("When something last came in, to the minute.")
        Instant lastEventAt,
    @Nullable
        @JsonFormat(shape = JsonFormat.Shape.STRING)
        @JsonPropertyDescription("When the service last took a message of ours, to the minute.")
        Instant lastPostAt) {}
