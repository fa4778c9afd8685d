package dev.chatops.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who is behind a user name and behind chat accounts.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ChatIdentitySpec(
    @Required
        @Size(min = 1, max = 253)
        @JsonPropertyDescription(
            "The human being. Approvals count persons: several ChatIdentities of one person are one"
                + " voice.")
        String person,
    @Required
        @Size(min = 1, max = 253)
        @JsonPropertyDescription("User name as the API server knows it. In one ChatIdentity only.")
        String username,
    @Nullable
        @Size(max = 64)
        @JsonPropertyDescription("Groups that chat accounts act with, as RBAC names them.")
        List<@Size(min = 1, max = 253) String> groups,
    @Nullable
        @Size(max = 16)
        @JsonPropertyDescription("Chat accounts. Each in one ChatIdentity only.")
        List<ChatAccount> accounts) {

  public List<ChatAccount> chatAccounts() {
    return accounts == null ? List.of() : accounts;
  }
}
