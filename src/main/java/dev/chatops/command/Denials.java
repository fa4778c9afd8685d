package dev.chatops.command;

import dev.chatops.api.v1alpha1.Target;
import io.fabric8.kubernetes.client.KubernetesClientException;

/// Sentences for what the API server refused.
final class Denials {

  private Denials() {}

  static String explain(KubernetesClientException e, Targets.Runner runner, Target target) {
    String message = message(e);
    String refusal = "is forbidden: User \"" + runner.username() + "\"";
    int refused = message.indexOf(refusal);
    if (message.contains("cannot impersonate")) {
      return "The operator may not act as "
          + runner.serviceAccountName()
          + ": add it to the ClusterRole chatops-operator-runners.";
    }
    if (refused >= 0) {
      return runner.serviceAccountName()
          + " in "
          + runner.namespace()
          + " may not do this to "
          + target.kind()
          + " "
          + target.name()
          + ": grant it the right in a "
          + (message.contains("at the cluster scope") ? "ClusterRole" : "Role of the namespace")
          + ". (It "
          + message.substring(refused + refusal.length()).strip()
          + ")";
    }
    return "The API server refused the change: " + message;
  }

  /// The API server's own sentence, without the client's framing.
  static String message(KubernetesClientException e) {
    String message = e.getStatus() == null ? e.getMessage() : e.getStatus().getMessage();
    return message == null ? "status " + e.getCode() : message;
  }
}
