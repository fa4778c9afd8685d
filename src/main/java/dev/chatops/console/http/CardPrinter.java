package dev.chatops.console.http;

import dev.chatops.api.v1alpha1.AllowedCommandSpec;
import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.console.Console;
import dev.chatops.console.feed.Entry;
import dev.chatops.console.page.CardView;
import dev.chatops.console.page.Cards;
import dev.chatops.console.page.Standing;
import dev.chatops.console.session.Session;
import dev.chatops.policy.Definition;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Prints cards; what is told to many is printed once for all who have the same standing.
final class CardPrinter {

  private static final int REMEMBERED = 2000;

  /// Stands where each reader's own sign belongs.
  private static final String SIGN = "@csrf@";

  private final Printer printer;
  private final Map<Print, String> prints =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Print, String> eldest) {
          return size() > REMEMBERED;
        }
      };

  CardPrinter(Printer printer) {
    this.printer = printer;
  }

  private record Print(String uid, long version, Standing standing) {}

  /// As it is on a page that is loaded now.
  CardView view(Console console, Session session, ChatCommand command) {
    return Cards.of(
        command,
        definition(console, command),
        People.standing(console, session, command),
        console.clock().instant());
  }

  /// The same, whole, however long ago it ended.
  CardView open(Console console, Session session, ChatCommand command) {
    return Cards.of(
        command,
        definition(console, command),
        People.standing(console, session, command),
        asNews(command));
  }

  /// Nothing is old news when it has just been asked for.
  private static Instant asNews(ChatCommand command) {
    return Instant.parse(command.getMetadata().getCreationTimestamp());
  }

  /// As it is told to who follows.
  String live(Console console, Session session, Entry entry) {
    Standing standing = People.standing(console, session, entry.command());
    var print = new Print(entry.uid(), entry.version(), standing);
    String html;
    synchronized (prints) {
      html = prints.get(print);
    }
    if (html == null) {
      html = print(console, entry.command(), standing);
      synchronized (prints) {
        prints.put(print, html);
      }
    }
    return html.replace(SIGN, Guard.sign(console.seal(), session));
  }

  private String print(Console console, ChatCommand command, Standing standing) {
    CardView card = Cards.of(command, definition(console, command), standing, asNews(command));
    return printer.print("message", Map.of("card", card, "csrf", SIGN));
  }

  private static @Nullable AllowedCommandSpec definition(Console console, ChatCommand command) {
    return console
        .definitions()
        .find(command.getMetadata().getNamespace(), command.getSpec().command())
        .map(Definition::spec)
        .orElse(null);
  }
}
