package dev.chatops.policy;

import dev.chatops.api.v1alpha1.AllowedCommandSpec;
import java.util.function.Consumer;

/// A field that is not obeyed for every action. A definition that sets it elsewhere is not
/// accepted: it would be half obeyed.
final class NotEnforced {

  private NotEnforced() {}

  static void check(AllowedCommandSpec spec, Consumer<Problem> found) {
    if (spec.rollsBack() && (spec.action() == null || spec.action().deploy() == null)) {
      found.accept(
          new Problem(
              "NotSupported",
              "spec.onFailure",
              "this version puts back the image of a deploy only; remove Rollback."));
    }
  }
}
