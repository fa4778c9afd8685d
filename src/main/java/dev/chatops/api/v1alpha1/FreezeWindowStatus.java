package dev.chatops.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whether a window was understood, and whether it holds.
///
/// @param activeUntil whole minutes, as is `nextStart`
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FreezeWindowStatus(
    @Nullable
        @JsonPropertyDescription("The metadata.generation that was seen; -1 before the first look.")
        Long observedGeneration,
    @Nullable
        @Size(max = 8)
        @JsonPropertyDescription(
            "Ready; and Stalled where a person must mend the window before it can be understood.")
        List<Condition> conditions,
    @Nullable
        @JsonPropertyDescription(
            "Whether it holds now. One whose times cannot be understood always does.")
        Boolean active,
    @Nullable
        @JsonFormat(shape = JsonFormat.Shape.STRING)
        @JsonPropertyDescription(
            "When it ends; spells that touch or overlap count as one. Absent while it is not active,"
                + " and where it does not end within a year.")
        Instant activeUntil,
    @Nullable
        @JsonFormat(shape = JsonFormat.Shape.STRING)
        @JsonPropertyDescription("When it begins next, after that.")
        Instant nextStart) {}
