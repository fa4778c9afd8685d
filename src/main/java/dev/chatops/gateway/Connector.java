package dev.chatops.gateway;

import dev.chatops.api.v1alpha1.ChatWorkspace;
import dev.chatops.chat.ChatConnection;
import java.util.List;
import java.util.Map;

/// Opens connections to workspaces of one chat service.
public interface Connector {

  /// Keys that the Secret of a workspace must have.
  List<String> keys(ChatWorkspace workspace);

  /// Returns at once; the connection opens in the background.
  ///
  /// @param credentials the Secret, by key
  ChatConnection connect(ChatWorkspace workspace, Map<String, String> credentials);
}
