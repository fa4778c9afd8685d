package dev.chatops.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/// How to reach a Slack workspace.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SlackConnection(
    @Nullable
        @Default("Socket")
        @JsonPropertyDescription(
            "Socket: the gateway connects to Slack and needs no public address. Http: Slack calls"
                + " /slack/NAME of the gateway.")
        Mode mode,
    @Required
        @Size(min = 1, max = 32)
        @Pattern("^[TE][A-Z0-9]+$")
        @JsonPropertyDescription(
            "Id of the workspace, such as T0123456789. Whoever belongs to another one is refused.")
        String teamId,
    @Nullable
        @Size(max = 32)
        @Pattern("^E[A-Z0-9]+$")
        @JsonPropertyDescription("Id of the organisation, for Enterprise Grid.")
        String enterpriseId,
    @Nullable
        @Size(max = 32)
        @Pattern("^A[A-Z0-9]+$")
        @JsonPropertyDescription("Id of the app; credentials of another one are refused.")
        String appId,
    @Required
        @Size(min = 1, max = 253)
        @JsonPropertyDescription(
            "Secret in the gateway's namespace with the keys bot-token and app-token (Socket) or"
                + " signing-secret (Http).")
        String secretName,
    @Nullable
        @Default("https://slack.com/api/")
        @Size(max = 256)
        @Pattern("^https?://[^\\s?#]+/$")
        @JsonPropertyDescription("Address of the Web API; another one for a proxy.")
        String apiUrl) {

  public Mode wanted() {
    return mode == null ? Mode.SOCKET : mode;
  }

  /// How messages come in.
  public enum Mode {
    @JsonProperty("Socket")
    SOCKET,
    @JsonProperty("Http")
    HTTP
  }
}
