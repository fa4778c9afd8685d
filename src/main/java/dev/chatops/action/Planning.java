package dev.chatops.action;

import dev.chatops.api.v1alpha1.Reason;

/// What a planner answers. Messages are made fit by [Excerpt].
public sealed interface Planning {

  /// There is something to do.
  record Planned(Plan plan) implements Planning {}

  /// The target is as wanted.
  record Unchanged(String message) implements Planning {
    public Unchanged {
      message = Excerpt.of(message, Excerpt.SENTENCE);
    }
  }

  /// It must not, or cannot, be done.
  record Refused(Reason reason, String message) implements Planning {
    public Refused {
      message = Excerpt.of(message, Excerpt.SENTENCE);
    }
  }
}
