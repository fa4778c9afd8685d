package dev.chatops.policy.approval;

import org.jspecify.annotations.Nullable;

/// Who stands behind a vote, as far as can be told now.
public sealed interface Voter {

  /// @param person the human being; two user names of one person are one voice
  /// @param mayApprove whether RBAC lets them approve this command now
  /// @param platform chat platform that they used; null when they used their own cluster
  ///   credentials
  record Known(String username, String person, boolean mayApprove, @Nullable String platform)
      implements Voter {

    boolean direct() {
      return platform == null;
    }

    /// Anybody who may create a token for it would have a second vote.
    boolean serviceAccount() {
      return username.startsWith("system:serviceaccount:");
    }
  }

  /// Nobody can tell who it is.
  ///
  /// @param why one sentence
  record Unknown(String name, String why) implements Voter {}
}
