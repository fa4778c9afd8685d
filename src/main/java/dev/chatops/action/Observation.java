package dev.chatops.action;

import dev.chatops.api.v1alpha1.Progress;

/// What an observer sees.
public sealed interface Observation {

  record InProgress(Progress progress) implements Observation {}

  record Succeeded(String message) implements Observation {}

  /// Kubernetes itself has given the rollout up.
  record Failed(String message) implements Observation {}
}
