package dev.chatops.action;

import dev.chatops.api.v1alpha1.Target;

/// One action with its arguments filled in. Pure: the same facts give the same plan.
public interface Action {

  /// The verb as the API writes it, such as `deploy`.
  String verb();

  /// The object to change; its name holds no parameter any more.
  Target target();

  /// What the plan needs to know beside the target itself.
  default Need need() {
    return Need.NOTHING;
  }

  /// Decides what to write, or why nothing is to be written.
  Planning plan(Facts facts);

  /// Further facts that a plan rests on.
  enum Need {
    NOTHING,
    AUTOSCALERS,
    REVISIONS
  }
}
