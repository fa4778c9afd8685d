package dev.chatops.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/// Who decides what about which command. Immutable as a whole.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CommandDecisionSpec(
    @Required @Size(min = 1, max = 253) @JsonPropertyDescription("Name of the ChatCommand.")
        String command,
    @Required
        @Size(min = 1, max = 64)
        @JsonPropertyDescription(
            "metadata.uid of the ChatCommand; another one of the same name is not meant.")
        String commandUid,
    @Required
        @Size(min = 1, max = 63)
        @JsonPropertyDescription("The AllowedCommand that the ChatCommand asks for.")
        String definition,
    @Nullable
        @Size(max = 64)
        @JsonPropertyDescription("status.plan.digest that was looked at; needed to approve.")
        String planDigest,
    @Required @JsonPropertyDescription("Approve, Deny or Cancel.") Decision decision,
    @Nullable @Size(max = 512) @JsonPropertyDescription("Why.") String comment,
    @Required
        @JsonPropertyDescription(
            "Who decides. Stamped by the API server from Kubernetes 1.36 on; nobody can name somebody"
                + " else.")
        UserInfo author,
    @Nullable @JsonPropertyDescription("The chat click it came from; only a gateway may set it.")
        Origin origin) {}
