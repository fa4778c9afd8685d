package dev.chatops.policy.approval;

import java.util.List;

/// Where a command stands with the people who have a say.
public sealed interface Verdict {

  /// Nothing, or nothing more, is needed.
  ///
  /// @param by one vote a person, in the order in which they came; empty where none is needed
  record Approved(List<Vote> by) implements Verdict {}

  /// @param by who has agreed so far
  /// @param needed persons in all
  /// @param replanned whether votes for an earlier plan no longer count
  record Awaiting(List<Vote> by, int needed, boolean replanned) implements Verdict {}

  /// @param by who had agreed in time
  record Expired(List<Vote> by, int needed) implements Verdict {}

  record Denied(Vote by) implements Verdict {}

  record Cancelled(Vote by) implements Verdict {}
}
