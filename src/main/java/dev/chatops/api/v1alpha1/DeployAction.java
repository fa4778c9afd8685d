package dev.chatops.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/// Sets the image of one named container and follows the rollout.
public record DeployAction(
    @Required @JsonPropertyDescription("A Deployment, StatefulSet or DaemonSet.") Target target,
    @Required
        @Size(min = 1, max = 63)
        @JsonPropertyDescription("Name of the container or init container.")
        String container,
    @Required
        @Size(min = 1, max = 512)
        @JsonPropertyDescription(
            "The whole image, ${parameter} included. It must name a tag other than latest, or a digest.")
        String image) {}
