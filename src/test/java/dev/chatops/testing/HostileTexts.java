package dev.chatops.testing;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/// Texts that people and programs could send to do harm: mark-up of every platform, mentions of
/// everybody, templates, control characters, what reorders or hides, and sheer size.
///
/// Whatever shows or stores text from outside is tried with all of them.
public final class HostileTexts {

  private HostileTexts() {}

  /// @param repeat how often the text stands in a row
  private record Entry(String name, String text, int repeat) {}

  public static List<String> all() {
    try (var file = HostileTexts.class.getResourceAsStream("hostile-texts.json")) {
      return List.of(new ObjectMapper().readValue(file, Entry[].class)).stream()
          .map(entry -> entry.text().repeat(entry.repeat()))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
