package dev.chatops.console.http;

import dev.chatops.console.Console;
import dev.chatops.console.session.Session;
import java.net.HttpURLConnection;
import java.util.Optional;

/// The namespace of a request, if whoever asks may read what happens there.
final class Entrance {

  private Entrance() {}

  /// Empty where it was refused, and answered so.
  static Optional<String> check(
      Console console, Exchange exchange, Session session, Printer printer) {
    String namespace = exchange.path("namespace");
    if (!StartPages.isNamespace(namespace)) {
      printer.trouble(
          exchange,
          console.cluster(),
          HttpURLConnection.HTTP_NOT_FOUND,
          "There is no such namespace",
          "A namespace has small letters, digits and hyphens.");
      return Optional.empty();
    }
    if (!console.permissions().mayRead(session, namespace)) {
      printer.trouble(
          exchange,
          console.cluster(),
          HttpURLConnection.HTTP_FORBIDDEN,
          "You may not read " + namespace,
          "%s lacks the verb list on chatcommands in %s: ask its administrator for the role chatops-viewer or chatops-requester."
              .formatted(session.username(), namespace));
      return Optional.empty();
    }
    return Optional.of(namespace);
  }
}
