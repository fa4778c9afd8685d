package dev.chatops.console.http;

import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.console.Console;
import dev.chatops.console.cluster.History;
import dev.chatops.console.figures.Ended;
import dev.chatops.console.figures.Figures;
import dev.chatops.console.page.Overview;
import dev.chatops.console.page.Stamp;
import dev.chatops.console.session.Session;
import java.net.HttpURLConnection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/// Where one begins: what waits, what runs, and how it went, in all namespaces that somebody sees.
/// It is read with their own token.
final class OverviewPage {

  private final Printer printer;
  private final CardPrinter cards;

  OverviewPage(Printer printer, CardPrinter cards) {
    this.printer = printer;
    this.cards = cards;
  }

  void show(Console console, Exchange exchange, Session session) {
    Frame frame = Frame.of(console, session, "overview", null);
    Instant now = console.clock().instant();
    var ended = new ArrayList<Ended>();
    boolean complete =
        console
            .history()
            .ended(session, frame.namespaces(), command -> Ended.of(command).ifPresent(ended::add));
    var data = new HashMap<String, Object>();
    data.put("frame", frame);
    data.put("overview", overview(console, session, frame.namespaces()));
    data.put("figures", Figures.of(ended, now));
    data.put("complete", complete);
    data.put("read", History.READ);
    data.put("now", Stamp.of(now));
    exchange.html(HttpURLConnection.HTTP_OK, printer.print("overview", data));
  }

  private Overview overview(Console console, Session session, List<String> namespaces) {
    return Overview.of(
        console.history().open(session, namespaces).stream()
            .map(command -> open(console, session, command))
            .toList());
  }

  private Overview.Open open(Console console, Session session, ChatCommand command) {
    return Overview.Open.of(command, cards.view(console, session, command), session.username());
  }
}
