package dev.chatops.identity;

import dev.chatops.api.v1alpha1.UserInfo;
import org.jspecify.annotations.Nullable;

/// What can be told about who acts.
public sealed interface Identity {

  /// @param user as RBAC is to be asked about them
  /// @param person the human being; the user name where no ChatIdentity says more
  /// @param platform chat platform that they used; null when they used their own cluster
  ///   credentials
  record Known(UserInfo user, String person, @Nullable String platform) implements Identity {}

  /// Nobody, as far as rights go.
  ///
  /// @param why one sentence that says what to mend
  record Unknown(String why) implements Identity {}
}
