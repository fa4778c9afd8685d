package dev.chatops.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.crd.generator.annotation.PreserveUnknownFields;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/// Runs a Job once and follows it to its end.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record JobAction(
    @Required
        @PreserveUnknownFields
        @JsonPropertyDescription(
            "metadata (labels, annotations) and spec of a batch/v1 Job. ${parameter} is allowed in the"
                + " image and in the env values of containers, and nowhere else.")
        ObjectNode template,
    @Nullable
        @Size(min = 1, max = 253)
        @JsonPropertyDescription(
            "Commands with the same lock run one after the other; the name of the definition by"
                + " default. ${parameter} is allowed where the parameter is an enum.")
        String lock) {}
