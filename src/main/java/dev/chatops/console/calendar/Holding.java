package dev.chatops.console.calendar;

import dev.chatops.api.v1alpha1.FreezeWindow;
import dev.chatops.api.v1alpha1.FreezeWindowSpec;
import dev.chatops.policy.Problem;
import dev.chatops.policy.freeze.Window;
import dev.chatops.policy.selector.NamespaceSelector;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A window as people read it.
///
/// @param message why, in the words of whoever made it; empty without
/// @param times when, in words
/// @param blocks what it holds for
/// @param mend what must be mended; until then it holds for too much. Empty where all was
///   understood
/// @param namespaces which of those that somebody sees it holds for
/// @param clocks of its zone; UTC where that cannot be understood
public record Holding(
    String name,
    String message,
    String times,
    String blocks,
    String mend,
    List<String> namespaces,
    ZoneId clocks) {

  static Holding of(
      FreezeWindow window, Window compiled, Map<String, Map<String, String>> namespaces) {
    FreezeWindowSpec spec = window.getSpec();
    return new Holding(
        compiled.name(),
        spec.message() == null ? "" : spec.message(),
        compiled.rhythm(),
        blocks(spec, compiled),
        compiled.problems().stream().findFirst().map(Problem::sentence).orElse(""),
        namespaces.entrySet().stream()
            .filter(each -> holdsFor(spec, each.getValue()))
            .map(Map.Entry::getKey)
            .sorted()
            .toList(),
        ZoneId.getAvailableZoneIds().contains(spec.timeZone())
            ? ZoneId.of(spec.timeZone())
            : ZoneOffset.UTC);
  }

  /// As the operator reads the selector: one that cannot be understood holds for all.
  static boolean holdsFor(FreezeWindowSpec spec, Map<String, String> labels) {
    return NamespaceSelector.compile(spec.namespaceSelector(), problem -> {}).matches(labels);
  }

  /// A list that is empty, or cannot be understood, holds for all.
  private static String blocks(FreezeWindowSpec spec, Window compiled) {
    String commands = words(spec.commands(), "spec.commands", compiled);
    String actions = words(spec.actions(), "spec.actions", compiled);
    if (commands.isEmpty()) {
      return actions.isEmpty() ? "every change" : actions;
    }
    return actions.isEmpty() ? commands : "%s, where it is %s".formatted(commands, actions);
  }

  private static String words(@Nullable List<String> list, String place, Window compiled) {
    boolean understood =
        compiled.problems().stream().noneMatch(problem -> problem.place().startsWith(place));
    return list != null && understood ? String.join(", ", list) : "";
  }
}
