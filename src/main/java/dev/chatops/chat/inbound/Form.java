package dev.chatops.chat.inbound;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Questions to one person, answered at once.
///
/// @param title what it is for, 24 characters at most
/// @param state comes back as it is, opaque to the platform, 2000 characters at most
public record Form(String title, String state, List<Field> fields) {
  public Form {
    fields = List.copyOf(fields);
  }

  /// One question.
  ///
  /// @param name comes back with the answer
  /// @param initial what stands there before anybody types
  public record Field(
      String name,
      String label,
      @Nullable String hint,
      boolean required,
      @Nullable String initial,
      Kind kind) {}

  /// What is answered.
  public sealed interface Kind {
    record Words(boolean several) implements Kind {}

    record WholeNumber(@Nullable Long min, @Nullable Long max) implements Kind {}

    record YesOrNo() implements Kind {}

    record OneOf(List<String> values) implements Kind {
      public OneOf {
        values = List.copyOf(values);
      }
    }
  }
}
