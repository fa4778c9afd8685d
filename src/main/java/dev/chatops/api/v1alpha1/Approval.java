package dev.chatops.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A decision that counted, kept as evidence; never read back to decide.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Approval(
    @Required @Size(max = 253) @JsonPropertyDescription("Who decided.") String username,
    @Nullable @Size(max = 253) @JsonPropertyDescription("The person behind the name.")
        String person,
    @Required @Size(max = 64) @JsonPropertyDescription("uid of the CommandDecision.")
        String decisionUid,
    @Required @JsonPropertyDescription("What was decided.") Decision decision,
    @Nullable @Size(max = 64) @JsonPropertyDescription("The plan that was looked at.")
        String planDigest,
    @Nullable @Size(max = 63) @JsonPropertyDescription("Chat platform; absent for kubectl.")
        String platform,
    @Required @JsonFormat(shape = JsonFormat.Shape.STRING) @JsonPropertyDescription("When.")
        Instant at) {}
