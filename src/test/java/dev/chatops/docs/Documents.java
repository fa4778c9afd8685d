package dev.chatops.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The pages of the project, and the YAML that they show.
final class Documents {

  private static final Pattern YAML = Pattern.compile("(?ms)^```yaml\\n(.*?)^```");

  private Documents() {}

  static List<Path> pages() throws IOException {
    var pages = new ArrayList<Path>();
    try (Stream<Path> top = Files.list(Path.of(""));
        Stream<Path> docs = Files.walk(Path.of("docs"))) {
      Stream.concat(top, docs)
          .filter(p -> p.toString().endsWith(".md"))
          .sorted()
          .forEach(pages::add);
    }
    return pages;
  }

  /// What stands under a heading of the third level, up to the next heading.
  static String chapter(Path page, String heading) throws IOException {
    return Files.readAllLines(page).stream()
        .dropWhile(line -> !line.equals("### " + heading))
        .skip(1)
        .takeWhile(line -> !line.startsWith("#"))
        .collect(Collectors.joining("\n"));
  }

  /// Every block that is marked as YAML.
  static List<String> yamlBlocks() throws IOException {
    var blocks = new ArrayList<String>();
    for (Path page : pages()) {
      var matcher = YAML.matcher(Files.readString(page));
      while (matcher.find()) {
        blocks.add(matcher.group(1));
      }
    }
    return blocks;
  }
}
