package dev.chatops.policy;

import dev.chatops.api.v1alpha1.AllowedCommandSpec;
import dev.chatops.api.v1alpha1.Limit;
import java.util.function.Consumer;

/// Whether what a definition limits can be counted. A limit that counts nothing would be taken for
/// one.
///
/// @param found takes what is wrong
record LimitCheck(Consumer<Problem> found) {

  /// What only looks takes no turn, so no target is stored with it.
  void check(AllowedCommandSpec spec) {
    if (spec.action() == null || spec.action().show() == null) {
      return;
    }
    for (int i = 0; i < spec.declaredLimits().size(); i++) {
      if (spec.declaredLimits().get(i).per() == Limit.Per.TARGET) {
        found.accept(
            new Problem(
                "NotSupported",
                "spec.limits[" + i + "].per",
                "what only looks is not counted by its target; give Requester or Command."));
      }
    }
  }
}
