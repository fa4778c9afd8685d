package dev.chatops.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.IntOrString;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is asked, by whom, from where. Immutable as a whole.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ChatCommandSpec(
    @Required
        @Size(min = 1, max = 63)
        @Pattern("^[a-z0-9]([-a-z0-9]*[a-z0-9])?$")
        @JsonPropertyDescription("Name of an AllowedCommand of the same namespace.")
        String command,
    @Nullable
        @Size(max = 32)
        @JsonPropertyDescription(
            "Arguments by parameter name. Numbers may stand as they are; quote everything else that"
                + " YAML would not read as text, such as \"true\" or \"1.10\".")
        Map<String, IntOrString> args,
    @Nullable @Size(max = 512) @JsonPropertyDescription("Why; some commands demand it.")
        String reason,
    @Nullable
        @Default("Run")
        @JsonPropertyDescription(
            "Run carries the command out; DryRun ends with the plan; Explain ends with the answer of"
                + " every check.")
        Mode mode,
    @Nullable
        @Size(max = 16)
        @Pattern(Timespan.PATTERN)
        @JsonPropertyDescription(
            "How long it may run, such as 10m. At most, and by default, the AllowedCommand's.")
        String timeout,
    @Nullable
        @JsonPropertyDescription(
            "Run in spite of a FreezeWindow. Needs the verb override-freeze and a reason.")
        Boolean overrideFreeze,
    @Required
        @JsonPropertyDescription(
            "Who asks. Stamped by the API server from Kubernetes 1.36 on; before, set it to what"
                + " `kubectl auth whoami` prints. Nobody can name somebody else.")
        UserInfo requester,
    @Nullable
        @JsonPropertyDescription("The chat message it came from; only a chat gateway may set it.")
        Origin origin) {

  /// Arguments, empty when none were given.
  public Map<String, IntOrString> arguments() {
    return args == null ? Map.of() : args;
  }

  /// The mode, `RUN` when none was given.
  public Mode wanted() {
    return mode == null ? Mode.RUN : mode;
  }
}
