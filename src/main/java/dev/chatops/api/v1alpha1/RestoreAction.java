package dev.chatops.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.crd.generator.annotation.PreserveUnknownFields;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/// Has an engine bring back what it saved and follows it to its end. It needs an approval.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RestoreAction(
    @Required
        @JsonPropertyDescription(
            "What saved it: Velero, VolumeSnapshot, CloudNativePG, Medusa, Kanister, KubeStash or"
                + " VolSync.")
        Engine engine,
    @Required
        @Size(min = 1, max = 253)
        @JsonPropertyDescription("Name of the restore point. ${parameter} is allowed.")
        String from,
    @Required
        @Size(min = 1, max = 253)
        @JsonPropertyDescription(
            "Name of what it is brought back into, which who approves has to type. ${parameter} is"
                + " allowed where the parameter is an enum or has a pattern.")
        String into,
    @Nullable
        @PreserveUnknownFields
        @JsonPropertyDescription(
            "What the engine is told beyond that, merged into the spec of its object. ${parameter} is"
                + " allowed in every text.")
        ObjectNode spec) {}
