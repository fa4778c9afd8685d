package dev.chatops.intake.grammar;

/// What kept a line from being read.
public enum Cause {
  /// Nothing was said, or only quoted text.
  NOTHING_SAID,
  TOO_LONG,
  SEVERAL_LINES,
  CODE_BLOCK,
  HIDDEN_CHARACTER,
  /// A link that shows something else than its address.
  LINK_HIDES_ADDRESS,
  UNCLOSED_QUOTE,
  /// A quotation mark inside a word, or a word right behind one.
  STRAY_QUOTE,
  UNKNOWN_COMMAND,
  UNKNOWN_NAMESPACE,
  MISSING_NAMESPACE,
  /// The command exists, but not in the namespace that was named.
  NOT_IN_NAMESPACE,
  UNKNOWN_FLAG,
  CONFLICTING_FLAGS,
  UNKNOWN_PARAMETER,
  REPEATED_PARAMETER,
  /// A plain argument behind `name=value`.
  MISPLACED_ARGUMENT,
  TOO_MANY_ARGUMENTS,
  BAD_VALUE,
  MISSING_REASON,
  BAD_ID,
  BAD_COUNT
}
