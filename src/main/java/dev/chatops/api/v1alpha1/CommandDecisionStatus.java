package dev.chatops.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whether a decision counted, and why not.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CommandDecisionStatus(
    @Nullable
        @JsonPropertyDescription("The metadata.generation that was seen; -1 before the first look.")
        Long observedGeneration,
    @Nullable @Size(max = 8) @JsonPropertyDescription("Counted: whether it counts, and why not.")
        List<Condition> conditions,
    @Nullable
        @JsonFormat(shape = JsonFormat.Shape.STRING)
        @JsonPropertyDescription("When it was judged first.")
        Instant judgedAt) {}
