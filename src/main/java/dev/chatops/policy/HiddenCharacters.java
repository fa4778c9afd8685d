package dev.chatops.policy;

import java.util.Optional;

/// Characters that an argument never has: controls, and what people cannot see or tell apart from a
/// plain space.
public final class HiddenCharacters {

  private HiddenCharacters() {}

  /// The first one, by number and Unicode name, such as `U+200B ZERO WIDTH SPACE`.
  public static Optional<String> first(String text) {
    return text.codePoints()
        .filter(HiddenCharacters::hidden)
        .mapToObj(point -> "U+%04X %s".formatted(point, Character.getName(point)))
        .findFirst();
  }

  public static boolean hidden(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.PRIVATE_USE,
          Character.SURROGATE,
          Character.UNASSIGNED ->
          true;
      case Character.SPACE_SEPARATOR -> point != ' ';
      default -> blank(point);
    };
  }

  /// Letters and marks that render as nothing: Default_Ignorable_Code_Point beyond the categories
  /// above, and the blank Braille pattern.
  private static boolean blank(int point) {
    return switch (point) {
      case 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0 -> true;
      default ->
          (point >= 0x180B && point <= 0x180F)
              || (point >= 0xFE00 && point <= 0xFE0F)
              || (point >= 0xE0100 && point <= 0xE01EF);
    };
  }
}
