package dev.chatops.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.LabelSelector;
import org.jspecify.annotations.Nullable;

/// What one channel may work on.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ChannelGrant(
    @Required
        @Size(min = 1, max = 255)
        @JsonPropertyDescription("The channel's id on the platform, such as C0123456789.")
        String id,
    @Required
        @JsonPropertyDescription(
            "Namespaces that may bind the channel. An empty selector means every namespace.")
        LabelSelector namespaceSelector,
    @Nullable
        @Size(max = 63)
        @JsonPropertyDescription(
            "The namespace that is meant when several bind the channel and a line names none.")
        String defaultNamespace) {}
