package dev.chatops.policy.freeze;

/// The numbers that a field of a schedule allows.
///
/// @param bits one for each number from 0 to 59
/// @param star whether the field is written with `*` at its beginning
record Values(long bits, boolean star) {
  static final int NONE = -1;

  boolean has(int value) {
    return (bits >>> value & 1) == 1;
  }

  /// The smallest that is not smaller; [#NONE] where there is none.
  int atOrAfter(int value) {
    long rest = value > 63 ? 0 : bits & (-1L << value);
    return rest == 0 ? NONE : Long.numberOfTrailingZeros(rest);
  }

  /// The largest that is not larger; [#NONE] where there is none.
  int atOrBefore(int value) {
    long rest = value < 0 ? 0 : bits & (-1L >>> (63 - value));
    return rest == 0 ? NONE : 63 - Long.numberOfLeadingZeros(rest);
  }

  /// Whether it restricts nothing: `*`, or a step that leaves none out.
  boolean isAll(Field field) {
    return star && Long.bitCount(bits) == field.size();
  }

  boolean single() {
    return Long.bitCount(bits) == 1;
  }

  int first() {
    return Long.numberOfTrailingZeros(bits);
  }
}
