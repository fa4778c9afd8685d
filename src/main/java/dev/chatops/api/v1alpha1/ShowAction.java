package dev.chatops.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/// Changes nothing: shows what the runner can read of an object.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ShowAction(
    @Required
        @JsonPropertyDescription(
            "What is looked at; anything but Secrets and ConfigMaps. Logs need pods.")
        Target target,
    @Nullable
        @Default("Status")
        @JsonPropertyDescription(
            "Status (the whole situation in one answer), Events, Logs, Description, or Backups.")
        View view,
    @Nullable
        @Size(min = 1, max = 63)
        @JsonPropertyDescription("Container whose log is shown; the one in trouble, or the first.")
        String container,
    @Nullable
        @Size(min = 1, max = 128)
        @JsonPropertyDescription(
            "Log lines of each pod: 1 to 500, or ${parameter} of type integer; 50 by default.")
        String lines,
    @Nullable
        @Size(min = 1, max = 128)
        @JsonPropertyDescription("Log lines since so long, such as 10m, or ${parameter}.")
        String since,
    @Nullable
        @Size(min = 1, max = 256)
        @JsonPropertyDescription(
            "Only log lines that hold this text, whatever the case, or ${parameter}.")
        String contains,
    @Nullable @JsonPropertyDescription("Whether the log of the run before is shown.")
        Boolean previous,
    @Nullable
        @JsonPropertyDescription(
            "For Backups: what saved the target; its restore points in this namespace are listed.")
        Engine engine) {

  /// What of the target is shown.
  public enum View {
    @JsonProperty("Status")
    STATUS,
    @JsonProperty("Events")
    EVENTS,
    @JsonProperty("Logs")
    LOGS,
    @JsonProperty("Description")
    DESCRIPTION,
    @JsonProperty("Backups")
    BACKUPS
  }

  public View shown() {
    return view == null ? View.STATUS : view;
  }
}
