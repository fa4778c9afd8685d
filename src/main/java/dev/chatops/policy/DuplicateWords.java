package dev.chatops.policy;

import dev.chatops.api.v1alpha1.AllowedCommandSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// Words that would find two definitions of one namespace.
public final class DuplicateWords {
  public static final String REASON = "DuplicateWords";

  private DuplicateWords() {}

  /// One problem for each definition whose words another one has too.
  ///
  /// @param definitions all of one namespace, by name
  public static Map<String, Problem> among(Map<String, AllowedCommandSpec> definitions) {
    SortedMap<String, List<String>> owners = new TreeMap<>();
    new TreeMap<>(definitions)
        .forEach((name, spec) ->
            ChatWords.of(name, spec)
                .forEach(words -> owners.computeIfAbsent(words, w -> new ArrayList<>()).add(name)));
    var problems = new HashMap<String, Problem>();
    owners.forEach((words, names) -> {
      if (names.size() > 1) {
        names.forEach(name -> problems.putIfAbsent(name, problem(name, words, names)));
      }
    });
    return problems;
  }

  /// Whether two definitions have words in common.
  public static boolean between(
      String name, AllowedCommandSpec spec, String otherName, AllowedCommandSpec otherSpec) {
    Set<String> words = ChatWords.of(name, spec);
    return !Collections.disjoint(words, ChatWords.of(otherName, otherSpec));
  }

  private static Problem problem(String name, String words, List<String> names) {
    String other = names.stream().filter(each -> !each.equals(name)).findFirst().orElseThrow();
    return new Problem(
        REASON,
        "spec.aliases",
        Excerpt.sentence(
            "\"%s\" also finds %s; rename one of them or change its aliases."
                .formatted(words, other)));
  }
}
