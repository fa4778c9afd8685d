package dev.chatops.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.LabelSelector;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// From when, for how long, and for what nothing may change.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FreezeWindowSpec(
    @Required
        @Size(min = 9, max = 128)
        @JsonPropertyDescription("When it begins: five cron fields, such as 0 17 * * 5.")
        String schedule,
    @Required
        @Size(min = 2, max = 16)
        @Pattern(Timespan.PATTERN)
        @JsonPropertyDescription("How long it lasts, such as 63h.")
        String duration,
    @Required
        @Size(min = 1, max = 64)
        @JsonPropertyDescription("IANA time zone of the schedule, such as Europe/Berlin.")
        String timeZone,
    @Nullable @JsonPropertyDescription("Namespaces it holds for; all when left out.")
        LabelSelector namespaceSelector,
    @Nullable
        @Size(max = 64)
        @JsonPropertyDescription("Commands it holds for, * at the end allowed; all when empty.")
        List<@Size(min = 1, max = 63) String> commands,
    @Nullable
        @Size(max = 16)
        @JsonPropertyDescription(
            "Actions it holds for, such as deploy; all when empty. A renamed command cannot evade it.")
        List<@Size(min = 1, max = 32) String> actions,
    @Nullable
        @JsonPropertyDescription(
            "Whether definitions with freeze: Ignore may run all the same; false by default.")
        Boolean allowIgnore,
    @Nullable @Size(max = 256) @JsonPropertyDescription("What people read when it refuses.")
        String message) {}
