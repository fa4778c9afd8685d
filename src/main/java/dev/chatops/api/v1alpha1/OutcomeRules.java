package dev.chatops.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/// CEL expressions over an object, the variable `object`, that say how far it is. Asked in this
/// order: failed, partial, succeeded; while none is true, it goes on. One that cannot be evaluated,
/// because a field is not there yet, is not true.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OutcomeRules(
    @Required
        @Size(min = 1, max = 512)
        @JsonPropertyDescription(
            "True once it has succeeded, such as object.status.phase == 'Done'.")
        String succeeded,
    @Nullable @Size(min = 1, max = 512) @JsonPropertyDescription("True once it has failed.")
        String failed,
    @Nullable
        @Size(min = 1, max = 512)
        @JsonPropertyDescription(
            "True once it has ended with only a part done, which is no success.")
        String partial,
    @Nullable
        @Size(min = 1, max = 512)
        @JsonPropertyDescription("Text for people while it goes on.")
        String progress,
    @Nullable
        @Size(min = 1, max = 512)
        @JsonPropertyDescription("Text for people once it has ended: why, or what it produced.")
        String message) {}
