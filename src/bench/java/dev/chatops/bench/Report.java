package dev.chatops.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Collects the rows, prints them as they come, and writes them all as JSON.
final class Report {

  private final List<Row> rows = new ArrayList<>();

  Report() {
    System.out.println(Row.header());
  }

  void add(Row row) {
    rows.add(row);
    System.out.println(row.line());
  }

  /// Something that a reader must know to judge the figures.
  void note(String bench, String text) {
    System.out.printf("%-11s %s%n", bench, text);
  }

  void write(Path file, Map<String, Object> circumstances) {
    try {
      Files.createDirectories(file.getParent());
      new ObjectMapper()
          .writerWithDefaultPrettyPrinter()
          .writeValue(file.toFile(), Map.of("circumstances", circumstances, "rows", rows));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
