package dev.chatops.console.http;

import dev.chatops.api.v1alpha1.ChatChannel;
import dev.chatops.api.v1alpha1.ChatWorkspace;
import dev.chatops.console.Console;
import dev.chatops.console.page.Connections;
import dev.chatops.console.page.Stamp;
import dev.chatops.console.session.Session;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Whether chat works: the workspaces, and the channels of the namespaces that somebody sees. It is
/// read with their own token.
final class ConnectionsPage {

  private final Printer printer;

  ConnectionsPage(Printer printer) {
    this.printer = printer;
  }

  void show(Console console, Exchange exchange, Session session) {
    Frame frame = Frame.of(console, session, "connections", null);
    var channels = new ArrayList<ChatChannel>();
    var hidden = new ArrayList<String>();
    for (String namespace : frame.namespaces()) {
      console
          .lists()
          .in(session, namespace, ChatChannel.class)
          .ifPresentOrElse(channels::addAll, () -> hidden.add(namespace));
    }
    exchange.html(
        HttpURLConnection.HTTP_OK,
        printer.print(
            "connections",
            Map.of(
                "frame",
                frame,
                "now",
                Stamp.of(console.clock().instant()),
                "connections",
                Connections.of(
                    console.lists().all(session, ChatWorkspace.class),
                    channels,
                    List.copyOf(hidden)))));
  }
}
