package dev.chatops.chat;

import dev.chatops.output.Legible;

/// Something that a reader can do.
///
/// @param action what it is, such as `approve`: lower-case letters, one of a kind on its card
/// @param token what the press is checked by; opaque to platform and adapter
/// @param label at most [#LABEL] characters
public record Button(String action, String token, String label, Style style, Asks asks) {

  /// The longest label that fits every platform.
  public static final int LABEL = 75;

  public Button {
    if (!action.matches("[a-z]+")) {
      throw new IllegalArgumentException("not an action: " + action);
    }
    label = Legible.line(label);
    if (label.isBlank() || label.length() > LABEL) {
      throw new IllegalArgumentException("a button says what it does in a few words: " + label);
    }
  }

  public enum Style {
    NORMAL,
    /// What most readers came for.
    PRIMARY,
    /// Ends something.
    DANGER
  }

  /// What a press asks for before it counts.
  public enum Asks {
    NOTHING,
    REASON,
    /// The name of what is changed, typed: the change cannot be undone.
    TARGET_NAME
  }
}
