package dev.chatops.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A person as the API server knows them. Certificate users have no uid.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record UserInfo(
    @Required
        @Size(min = 1, max = 253)
        @JsonPropertyDescription("User name as the API server knows it.")
        String username,
    @Nullable
        @Size(max = 253)
        @JsonPropertyDescription("User id, where the authenticator gives one.")
        String uid,
    @Nullable @Size(max = 512) @JsonPropertyDescription("Groups as the API server knows them.")
        List<@Size(max = 253) String> groups,
    @Nullable
        @Size(max = 32)
        @JsonPropertyDescription("Further attributes of the authenticator, without credentials.")
        Map<String, List<String>> extra) {}
