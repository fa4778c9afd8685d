package dev.chatops.console.http;

import dev.chatops.console.Console;
import dev.chatops.console.session.Session;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What stands around every page.
///
/// @param place which page it is, for the navigation
/// @param namespace that is looked at; null where none is
/// @param namespaces that this person may read, as far as they are known
public record Frame(
    String cluster,
    String username,
    String csrf,
    String place,
    @Nullable String namespace,
    List<String> namespaces) {

  /// Nobody is asked about more.
  private static final int MOST = 50;

  static Frame of(Console console, Session session, String place, @Nullable String namespace) {
    return new Frame(
        console.cluster(),
        session.username(),
        Guard.sign(console.seal(), session),
        place,
        namespace,
        namespaces(console, session, namespace));
  }

  /// Namespaces with definitions, and the one that is looked at.
  static List<String> namespaces(Console console, Session session, @Nullable String looked) {
    var known = console.definitions().namespaces();
    boolean all = console.permissions().mayReadAll(session);
    Stream<String> readable =
        known.stream()
            .limit(MOST)
            .filter(one -> all || console.permissions().mayRead(session, one));
    return Stream.concat(readable, Stream.ofNullable(looked)).distinct().sorted().toList();
  }

  public String initials() {
    return username.isEmpty() ? "?" : username.substring(0, username.offsetByCodePoints(0, 1));
  }

  /// One of five colours, the same for the same person.
  public int hue() {
    return Math.floorMod(username.hashCode(), 5);
  }
}
