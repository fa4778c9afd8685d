package dev.chatops.chat.slack;

import dev.chatops.chat.DeliveryFailure;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Who we are in Slack, and whether that is who we should be.
record Identity(SlackSettings settings, WebApi api, SlackPlatform platform) {

  /// @return the bot's user id
  String confirm() throws DeliveryFailure, Refused {
    if (settings.botToken().startsWith("xoxe.")) {
      throw new Refused(
          "InvalidCredentials",
          "The bot token is one that rotates. Switch token rotation off for the app and store the"
              + " token that begins with xoxb-.");
    }
    if (settings.intake() instanceof SlackSettings.Intake.Http(String secret) && secret.isBlank()) {
      throw new Refused(
          "InvalidCredentials",
          "The signing secret is empty. Store the one of the app's Basic Information.");
    }
    var self = api.call(methods -> methods.authTest(test -> test));
    boolean ours =
        settings.teamId().equals(self.getTeamId())
            || settings.teamId().equals(self.getEnterpriseId());
    if (!ours) {
      throw new Refused(
          "WrongWorkspace",
          "The bot token belongs to %s, not to %s. Store the token of that workspace, or correct"
                  .formatted(self.getTeamId(), settings.teamId())
              + " teamId.");
    }
    if (settings.enterpriseId() != null
        && !settings.enterpriseId().equals(self.getEnterpriseId())) {
      throw new Refused(
          "WrongWorkspace",
          "The workspace belongs to the organisation %s, not to %s. Correct enterpriseId."
              .formatted(self.getEnterpriseId(), settings.enterpriseId()));
    }
    platform.granted(
        scopes(self.getHttpResponseHeaders().getOrDefault("x-oauth-scopes", List.of())));
    return self.getUserId();
  }

  void confirmApp(String app) throws Refused {
    if (settings.appId() != null && !app.isEmpty() && !settings.appId().equals(app)) {
      throw new Refused(
          "WrongApp",
          "The app token belongs to %s, not to %s. Store the token of that app, or correct appId."
              .formatted(app, settings.appId()));
    }
  }

  private static Set<String> scopes(List<String> headers) {
    return headers.stream()
        .flatMap(header -> Arrays.stream(header.split(",")))
        .map(String::strip)
        .collect(Collectors.toUnmodifiableSet());
  }

  /// Slack let us in, but not as who we should be. For a person to mend.
  static final class Refused extends Exception {
    private final String reason;
    private final String advice;

    Refused(String reason, String advice) {
      super(advice);
      this.reason = reason;
      this.advice = advice;
    }

    String advice() {
      return advice;
    }

    String reason() {
      return reason;
    }
  }
}
