package dev.chatops.console.figures;

/// How a command ended, as charts tell it: by colour, sign and words.
public enum Result {
  WELL("went well", "ok", "check"),
  /// Also where nobody can tell what was done.
  FAILED("failed", "bad", "cross"),
  /// By a check, a person or a limit, before or while it ran.
  STOPPED("refused or stopped", "stopped", "stop");

  private final String words;
  private final String tone;
  private final String icon;

  Result(String words, String tone, String icon) {
    this.words = words;
    this.tone = tone;
    this.icon = icon;
  }

  public String words() {
    return words;
  }

  /// Of the style sheet.
  public String tone() {
    return tone;
  }

  /// Of the sprite.
  public String icon() {
    return icon;
  }
}
