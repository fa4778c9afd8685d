package dev.chatops.chat.slack;

import org.jspecify.annotations.Nullable;

/// How to reach a Slack workspace. Prints no secret.
///
/// @param workspace our name of it
/// @param apiUrl where the Web API is, with a slash at the end
/// @param teamId the workspace that the bot token has to belong to, or an organisation
/// @param enterpriseId the organisation; null where it does not matter
/// @param appId the app that the credentials have to belong to; null where it does not matter
public record SlackSettings(
    String workspace,
    Intake intake,
    String botToken,
    String apiUrl,
    String teamId,
    @Nullable String enterpriseId,
    @Nullable String appId) {

  /// How messages come in.
  public sealed interface Intake {

    /// We connect to Slack.
    record Socket(String appToken) implements Intake {
      @Override
      public String toString() {
        return "Socket";
      }
    }

    /// Slack calls us.
    record Http(String signingSecret) implements Intake {
      @Override
      public String toString() {
        return "Http";
      }
    }
  }

  @Override
  public String toString() {
    return "%s (%s of %s at %s)".formatted(workspace, intake, teamId, apiUrl);
  }
}
