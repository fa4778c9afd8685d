package dev.chatops.mirror;

/// What people call a command in chat, such as `7f3k`: the beginning of its name. Where two of them
/// begin alike, more of the name tells them apart.
final class ShortId {

  private static final String FROM_CHAT = "cc-";
  private static final int LENGTH = 4;

  private ShortId() {}

  /// Names given by a person are short enough, and are kept.
  static String of(String name) {
    boolean made = name.startsWith(FROM_CHAT) && name.length() >= FROM_CHAT.length() + LENGTH;
    return made ? name.substring(FROM_CHAT.length(), FROM_CHAT.length() + LENGTH) : name;
  }
}
