package dev.chatops.console.http;

import dev.chatops.api.v1alpha1.FreezeWindow;
import dev.chatops.console.Console;
import dev.chatops.console.calendar.Calendar;
import dev.chatops.console.page.Stamp;
import dev.chatops.console.session.Session;
import dev.chatops.intake.Definitions;
import dev.chatops.policy.Definition;
import java.net.HttpURLConnection;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// When nothing may change: in all namespaces, and in one. It is read with the token of whoever
/// looks.
final class FreezePages {

  private final Printer printer;

  FreezePages(Printer printer) {
    this.printer = printer;
  }

  /// Every window, and which namespaces of those that somebody sees it holds for.
  void all(Console console, Exchange exchange, Session session) {
    print(console, exchange, session, null);
  }

  /// The windows that hold for a namespace, and what each command there meets now.
  void one(Console console, Exchange exchange, Session session) {
    Entrance.check(console, exchange, session, printer)
        .ifPresent(namespace -> print(console, exchange, session, namespace));
  }

  private void print(
      Console console, Exchange exchange, Session session, @Nullable String namespace) {
    Frame frame = Frame.of(console, session, "freezes", namespace);
    Optional<List<FreezeWindow>> windows = console.lists().all(session, FreezeWindow.class);
    var data = new HashMap<String, Object>();
    data.put("frame", frame);
    data.put("now", Stamp.of(console.clock().instant()));
    data.put("days", Calendar.DAYS);
    data.put("hidden", windows.isEmpty());
    if (windows.isPresent()) {
      Map<String, Map<String, String>> labels =
          labels(console, session, namespace == null ? frame.namespaces() : List.of(namespace));
      data.put("labelled", namespace == null || labels.containsKey(namespace));
      data.put("calendar", calendar(console, windows.get(), labels, namespace));
    }
    exchange.html(HttpURLConnection.HTTP_OK, printer.print("freezes", data));
  }

  /// Of those that this person may get.
  private static Map<String, Map<String, String>> labels(
      Console console, Session session, List<String> namespaces) {
    var found = new TreeMap<String, Map<String, String>>();
    for (String namespace : namespaces) {
      console.lists().labels(session, namespace).ifPresent(each -> found.put(namespace, each));
    }
    return found;
  }

  private static Calendar calendar(
      Console console,
      List<FreezeWindow> windows,
      Map<String, Map<String, String>> namespaces,
      @Nullable String namespace) {
    Instant now = console.clock().instant();
    Map<String, String> labels = namespace == null ? null : namespaces.get(namespace);
    if (namespace == null || labels == null) {
      return Calendar.of(windows, namespaces, List.of(), Map.of(), now);
    }
    List<Definition> definitions =
        console.definitions().of(namespace).stream().map(Definitions.Known::definition).toList();
    return Calendar.of(Calendar.holdingFor(windows, labels), namespaces, definitions, labels, now);
  }
}
