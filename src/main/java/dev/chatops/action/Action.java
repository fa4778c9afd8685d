package dev.chatops.action;

import dev.chatops.api.v1alpha1.Target;

/// One action with its arguments filled in. Pure: the same facts give the same plan.
public interface Action {

  /// The verb as the API writes it, such as `deploy`.
  String verb();

  /// The object to change, or to work on; its name holds no parameter any more. One command at a
  /// time runs for it.
  Target target();

  /// The object that the plan is made from, where it is not the target.
  default Target source() {
    return target();
  }

  /// Whether no other command can undo it.
  default boolean irreversible() {
    return false;
  }

  /// What the plan needs to know beside the target itself.
  default Need need() {
    return Need.NOTHING;
  }

  /// Decides what to write, or why nothing is to be written.
  Planning plan(Facts facts);

  /// What is tried before the plan is made; for [Need#RUNNERS_TRIAL] alone.
  default Trial trial() {
    throw new IllegalStateException(verb() + " tries nothing");
  }

  /// Further facts that a plan rests on.
  enum Need {
    NOTHING,
    /// There is nothing to look at: the effect makes something new.
    NO_TARGET,
    /// The target as the runner itself reads it, whatever the kind: the plan shows its values.
    RUNNERS_VIEW,
    /// The same, and the answer to [#trial].
    RUNNERS_TRIAL,
    /// The source in place of the target, as the runner reads it.
    SOURCE,
    /// Both.
    SOURCE_AND_TARGET,
    AUTOSCALERS,
    REVISIONS
  }
}
