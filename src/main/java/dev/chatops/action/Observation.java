package dev.chatops.action;

import dev.chatops.api.v1alpha1.Progress;
import dev.chatops.api.v1alpha1.Reason;

/// What an observer sees. Messages are made fit by [Excerpt].
public sealed interface Observation {

  record InProgress(Progress progress) implements Observation {

    public static InProgress of(long done, long total, String message) {
      return new InProgress(new Progress(done, total, Excerpt.of(message, Excerpt.SENTENCE)));
    }
  }

  record Succeeded(String message) implements Observation {
    public Succeeded {
      message = Excerpt.of(message, Excerpt.SENTENCE);
    }
  }

  /// Kubernetes itself has given it up.
  record Failed(Reason reason, String message) implements Observation {
    public Failed {
      message = Excerpt.of(message, Excerpt.SENTENCE);
    }
  }
}
