package dev.chatops.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/// The tests that a text names, as `FooIT` or `FooIT.doesThis`.
record NamedTests(String text) {

  private static final Path SOURCES = Path.of("src/test/java");
  private static final Pattern NAME = Pattern.compile("`([A-Z]\\w*(?:IT|Test))(?:\\.(\\w+))?`");

  /// Those that are not there, in the words of the text.
  Stream<String> missing() {
    return NAME.matcher(text)
        .results()
        .filter(name -> !exists(name.group(1), Optional.ofNullable(name.group(2))))
        .map(MatchResult::group);
  }

  boolean isEmpty() {
    Matcher name = NAME.matcher(text);
    return !name.find() || name.group(2) == null;
  }

  private static boolean exists(String className, Optional<String> method) {
    return source(className)
        .filter(file -> method.isEmpty() || tests(file).anyMatch(method.get()::equals))
        .isPresent();
  }

  private static Optional<Path> source(String className) {
    try (var files = Files.walk(SOURCES)) {
      return files.filter(file -> file.endsWith(className + ".java")).findFirst();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<String> tests(Path file) {
    String path = SOURCES.relativize(file).toString();
    String name = path.substring(0, path.length() - ".java".length()).replace('/', '.');
    try {
      Class<?> type = Class.forName(name, false, NamedTests.class.getClassLoader());
      return Arrays.stream(type.getDeclaredMethods())
          .filter(NamedTests::isTest)
          .map(Method::getName);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean isTest(Method method) {
    return Set.of(Test.class, ParameterizedTest.class, Property.class).stream()
        .anyMatch(method::isAnnotationPresent);
  }
}
