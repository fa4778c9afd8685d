package dev.chatops.command;

import dev.chatops.action.Workload;

/// What the cluster tells of the effect of a running command.
sealed interface Trace {

  /// It is there, on the target or as an object of the command's own.
  record InPlace(Workload target) implements Trace {}

  /// It was never stored, so it can be made.
  record NotMade() implements Trace {}

  /// It was seen, and its target is gone since.
  record Gone() implements Trace {}

  /// Nobody can tell.
  ///
  /// @param why follows on "It cannot be told whether the change was made: "
  record Unclear(String why) implements Trace {}
}
