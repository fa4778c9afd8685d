package dev.chatops.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/// Who is called in chat when an approval is wanted. Being called gives no right.
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value = "has(self.person) != has(self.userGroup) && has(self.userGroup) == has(self.workspace)",
    message = "set either person, or workspace and userGroup")
public record ApprovalCall(
    @Nullable
        @Size(min = 1, max = 253)
        @JsonPropertyDescription("spec.person of ChatIdentities; each of their accounts is called.")
        String person,
    @Nullable
        @Size(min = 1, max = 63)
        @JsonPropertyDescription("Name of the ChatWorkspace of the user group.")
        String workspace,
    @Nullable
        @Size(min = 1, max = 255)
        @JsonPropertyDescription("Id of a user group on the platform, such as S0123456789.")
        String userGroup) {}
