package dev.chatops.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What will be done, as people see it before it runs.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CommandPlan(
    @Required
        @Size(max = 64)
        @JsonPropertyDescription(
            "Fingerprint of definition, arguments, target and wanted values; approvals are bound to it.")
        String digest,
    @Required @Size(max = 512) @JsonPropertyDescription("The plan in one sentence.") String summary,
    @Required @JsonPropertyDescription("The object that is changed, saved or restored into.")
        TargetRef target,
    @Required @Size(max = 16) @JsonPropertyDescription("Fields that change.")
        List<PlannedChange> changes,
    @Nullable @JsonPropertyDescription("True when it cannot be undone by another command.")
        Boolean irreversible,
    @Nullable
        @Size(max = 512)
        @JsonPropertyDescription(
            "What speaks against it: who owns in Git what it changes, and will probably undo it.")
        String caution) {}
