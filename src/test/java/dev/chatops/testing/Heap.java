package dev.chatops.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What lives in a Java process, as its own JDK tells.
public record Heap(long pid) {

  /// Last line of a histogram: instances, bytes.
  private static final Pattern TOTAL = Pattern.compile("Total\\s+\\d+\\s+(\\d+)\\s*");

  /// Of the process that the test runs in.
  public static Heap ofThisProcess() {
    return new Heap(ProcessHandle.current().pid());
  }

  /// How many reachable objects there are of each class, subclasses not counted.
  public Map<String, Integer> instancesOf(List<String> classNames) {
    Map<String, Integer> living =
        jcmd("GC.class_histogram")
            .lines()
            .map(line -> line.strip().split("\\s+"))
            .filter(columns -> columns.length > 3 && classNames.contains(columns[3]))
            .collect(Collectors.toMap(c -> c[3], c -> Integer.parseInt(c[1]), Integer::sum));
    return classNames.stream()
        .collect(Collectors.toMap(name -> name, name -> living.getOrDefault(name, 0)));
  }

  /// Bytes of all objects that can be reached, after a full collection.
  public long liveBytes() {
    return jcmd("GC.class_histogram")
        .lines()
        .map(TOTAL::matcher)
        .filter(Matcher::matches)
        .mapToLong(total -> Long.parseLong(total.group(1)))
        .findFirst()
        .orElseThrow();
  }

  private String jcmd(String question) {
    try {
      // Through a file: a process that answers about itself stands still meanwhile, and reads no
      // pipe.
      Path answer = Files.createTempFile("chatops-", ".heap");
      Process jcmd =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                  String.valueOf(pid),
                  question)
              .redirectErrorStream(true)
              .redirectOutput(answer.toFile())
              .start();
      int exit = jcmd.waitFor();
      String text = Files.readString(answer, UTF_8);
      Files.delete(answer);
      if (exit != 0) {
        throw new IllegalStateException(text);
      }
      return text;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
