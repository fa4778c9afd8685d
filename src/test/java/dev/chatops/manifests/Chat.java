package dev.chatops.manifests;

/// Objects as people and gateways write them.
final class Chat {

  static final String ORIGIN =
      "{platform: slack, workspace: acme, channel: C1, user: U1, intent: '1.2'}";

  private Chat() {}

  /// @param fields more fields of spec, as a YAML mapping in one line or in braces; may be empty
  static String command(String name, String command, String fields) {
    return order("ChatCommand", name, "command: " + command, fields);
  }

  static String decision(String name, String decision, String fields) {
    return order(
        "CommandDecision",
        name,
        "command: deploy-1, commandUid: '1', definition: deploy-web, decision: " + decision,
        fields);
  }

  static String definition(String name, String fields) {
    return order(
        "AllowedCommand",
        name,
        "action: {restart: {target: {kind: Deployment, name: web}}}",
        fields);
  }

  static String channel(String name) {
    return order("ChatChannel", name, "workspace: acme, channelId: C1", "");
  }

  private static String order(String kind, String name, String spec, String fields) {
    String more = fields.startsWith("{") ? fields.substring(1, fields.length() - 1) : fields;
    return """
    apiVersion: chatops.dev/v1alpha1
    kind: %s
    metadata:
      name: %s
    spec: {%s%s}
    """
        .formatted(kind, name, spec, more.isEmpty() ? "" : ", " + more);
  }
}
