package dev.chatops.action.rollback;

import dev.chatops.action.Excerpt;
import dev.chatops.action.Plan;
import dev.chatops.action.template.Container;
import dev.chatops.action.template.ImageReference;
import dev.chatops.action.template.PodTemplate;
import dev.chatops.api.v1alpha1.PlannedChange;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// What becomes of the image of one container.
///
/// @param from empty when the container is new
/// @param to empty when the container goes
record ImageChange(String container, String from, String to) {

  /// Room for the summary's own words and the names in it.
  private static final int IN_SUMMARY = 120;

  static List<ImageChange> between(PodTemplate before, PodTemplate after) {
    Map<String, String> from = images(before);
    Map<String, String> to = images(after);
    var names = new LinkedHashSet<>(from.keySet());
    names.addAll(to.keySet());
    return names.stream()
        .map(n -> new ImageChange(n, from.getOrDefault(n, ""), to.getOrDefault(n, "")))
        .filter(change -> !change.from.equals(change.to))
        .toList();
  }

  /// All changes in a few words.
  static String summary(List<ImageChange> changes) {
    if (changes.isEmpty()) {
      return "images stay";
    }
    String first = Excerpt.of(changes.getFirst().words(), IN_SUMMARY);
    return changes.size() == 1 ? first : "%s and %d more".formatted(first, changes.size() - 1);
  }

  PlannedChange planned() {
    return Plan.change("image of " + container, from, to);
  }

  private String words() {
    if (from.isEmpty()) {
      return "adds container " + container;
    }
    if (to.isEmpty()) {
      return "removes container " + container;
    }
    return "image of %s: %s".formatted(container, ImageReference.change(from, to));
  }

  private static Map<String, String> images(PodTemplate template) {
    return template.containers().stream()
        .collect(
            Collectors.toMap(
                Container::name, Container::image, (one, two) -> one, LinkedHashMap::new));
  }
}
