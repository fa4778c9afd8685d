package dev.chatops.intake.grammar;

/// Ends the reading of a line; [Grammar] turns it into an answer.
final class NotUnderstood extends Exception {
  private final Cause cause;
  private final int index;

  /// @param sentence what was expected and what to do
  /// @param index in chars of the line
  NotUnderstood(Cause cause, String sentence, int index) {
    super(sentence, null, false, false);
    this.cause = cause;
    this.index = index;
  }

  Cause why() {
    return cause;
  }

  String sentence() {
    return String.valueOf(getMessage());
  }

  int index() {
    return index;
  }
}
