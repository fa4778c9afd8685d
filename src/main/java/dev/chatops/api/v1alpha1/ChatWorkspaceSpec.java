package dev.chatops.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How to reach it, and what its channels are granted.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ChatWorkspaceSpec(
    @Required @JsonPropertyDescription("A Slack workspace.") SlackConnection slack,
    @Nullable
        @Size(max = 256)
        @JsonPropertyDescription(
            "Channels that may work on namespaces. A ChatChannel only accepts what is granted here.")
        List<ChannelGrant> channels,
    @Nullable
        @JsonPropertyDescription(
            "Whether commands may be asked for in direct messages; each names its namespace. False by"
                + " default; built-in words always answer.")
        Boolean directMessages,
    @Nullable
        @JsonPropertyDescription(
            "Whether channels that are shared with other organisations may be used; false by default.")
        Boolean allowExternal) {

  public List<ChannelGrant> grants() {
    return channels == null ? List.of() : channels;
  }

  public boolean takesDirectMessages() {
    return Boolean.TRUE.equals(directMessages);
  }

  public boolean externalAllowed() {
    return Boolean.TRUE.equals(allowExternal);
  }
}
