package dev.chatops.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.crd.generator.annotation.PreserveUnknownFields;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/// Has an engine save something and follows it to its end.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BackupAction(
    @Required
        @JsonPropertyDescription(
            "What saves it: Velero, VolumeSnapshot, CloudNativePG, Medusa, Kanister, KubeStash or"
                + " VolSync.")
        Engine engine,
    @Required
        @Size(min = 1, max = 253)
        @JsonPropertyDescription(
            "Name of what is saved: such as a namespace for Velero, a claim for VolumeSnapshot. Commands with"
                + " the same run one after the other. ${parameter} is allowed where the parameter is"
                + " an enum.")
        String of,
    @Nullable
        @PreserveUnknownFields
        @JsonPropertyDescription(
            "What the engine is told beyond that, merged into the spec of its object. ${parameter} is"
                + " allowed in every text.")
        ObjectNode spec) {}
