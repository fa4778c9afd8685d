package dev.chatops.policy.selector;

/// A value in a field selector.
public final class FieldValue {

  private FieldValue() {}

  /// As selectors want it; user names such as `cn=alice,ou=shop` exist.
  public static String escaped(String value) {
    return value.replace("\\", "\\\\").replace(",", "\\,").replace("=", "\\=");
  }
}
