package dev.chatops.mirror;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What people call a command in chat, such as `7f3k`: the beginning of its name. Where two of them
/// begin alike, more of the name tells them apart.
final class ShortId {

  /// Names that chat and console make; a person's own may begin with web, too.
  private static final Pattern MADE = Pattern.compile("(?:cc-|web-(?=[0-9a-v]{26}$))(?<id>.{4}).*");

  private ShortId() {}

  /// Names given by a person are short enough, and are kept.
  static String of(String name) {
    Matcher made = MADE.matcher(name);
    return made.matches() ? made.group("id") : name;
  }
}
