package dev.chatops.gateway;

import dev.chatops.api.v1alpha1.ChatWorkspace;
import dev.chatops.api.v1alpha1.SlackConnection.Mode;
import dev.chatops.chat.ChatConnection;
import dev.chatops.chat.inbound.Receiver;
import dev.chatops.chat.slack.SlackConnection;
import dev.chatops.chat.slack.SlackSettings;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntSupplier;

/// Opens connections to Slack workspaces.
public final class SlackConnector implements Connector {

  private static final String BOT_TOKEN = "bot-token";
  private static final String APP_TOKEN = "app-token";
  private static final String SIGNING_SECRET = "signing-secret";
  private static final String SLACK = "https://slack.com/api/";

  private final Receiver receiver;
  private final IntSupplier replicas;

  /// @param replicas of the gateway that run now, this one included
  public SlackConnector(Receiver receiver, IntSupplier replicas) {
    this.receiver = receiver;
    this.replicas = replicas;
  }

  @Override
  public List<String> keys(ChatWorkspace workspace) {
    return List.of(
        BOT_TOKEN,
        switch (workspace.getSpec().slack().wanted()) {
          case SOCKET -> APP_TOKEN;
          case HTTP -> SIGNING_SECRET;
        });
  }

  @Override
  public ChatConnection connect(ChatWorkspace workspace, Map<String, String> credentials) {
    var slack = workspace.getSpec().slack();
    var settings =
        new SlackSettings(
            workspace.getMetadata().getName(),
            slack.wanted() == Mode.SOCKET
                ? new SlackSettings.Intake.Socket(key(credentials, APP_TOKEN))
                : new SlackSettings.Intake.Http(key(credentials, SIGNING_SECRET)),
            key(credentials, BOT_TOKEN),
            slack.apiUrl() == null ? SLACK : slack.apiUrl(),
            slack.teamId(),
            slack.enterpriseId(),
            slack.appId());
    return SlackConnection.open(settings, receiver, replicas);
  }

  private static String key(Map<String, String> credentials, String key) {
    return Objects.requireNonNull(credentials.get(key), key);
  }
}
