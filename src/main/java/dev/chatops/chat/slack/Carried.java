package dev.chatops.chat.slack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;

/// What a modal of ours carries from its opening to its answer, as `private_metadata`: Slack tells
/// with the answer neither where the modal was opened nor why.
///
/// @param card what was pressed; null where nothing was
/// @param action of the button; null where none was pressed
/// @param content token of the button, or state of the form
record Carried(
    String channel,
    @Nullable String thread,
    @Nullable String card,
    @Nullable String action,
    String content) {

  private static final ObjectMapper JSON = new ObjectMapper();

  String written() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("words can always be written", e);
    }
  }

  /// @throws IllegalArgumentException when it is not ours
  static Carried read(String written) {
    try {
      return JSON.readValue(written, Carried.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not private_metadata of ours", e);
    }
  }
}
