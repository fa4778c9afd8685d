package dev.chatops.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/// Sets the number of replicas of anything that has a scale subresource.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ScaleAction(
    @Required @JsonPropertyDescription("What is scaled.") Target target,
    @Required
        @Size(min = 1, max = 128)
        @JsonPropertyDescription("How many: a number, or ${parameter} of type integer or quantity.")
        String replicas,
    @Nullable @Min(0) @Max(100000) @JsonPropertyDescription("Fewest that may be asked for.")
        Integer min,
    @Nullable @Min(0) @Max(100000) @JsonPropertyDescription("Most that may be asked for.")
        Integer max) {}
