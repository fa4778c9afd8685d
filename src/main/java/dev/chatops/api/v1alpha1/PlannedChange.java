package dev.chatops.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/// One field of the target, before and after.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PlannedChange(
    @Required @Size(max = 255) @JsonPropertyDescription("The field.") String field,
    @Nullable @Size(max = 512) @JsonPropertyDescription("Value before; absent when unset.")
        String from,
    @Nullable @Size(max = 512) @JsonPropertyDescription("Value after; absent when removed.")
        String to) {}
