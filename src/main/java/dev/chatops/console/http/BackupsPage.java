package dev.chatops.console.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatops.api.v1alpha1.Engine;
import dev.chatops.console.Console;
import dev.chatops.console.cluster.SavedObjects;
import dev.chatops.console.cluster.SavedObjects.Listing;
import dev.chatops.console.page.Backups;
import dev.chatops.console.page.Offer;
import dev.chatops.console.session.Session;
import dev.chatops.policy.RestorePoints;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What there is to restore in a namespace. It is read with the token of whoever looks.
final class BackupsPage {

  private final Printer printer;

  BackupsPage(Printer printer) {
    this.printer = printer;
  }

  void show(Console console, Exchange exchange, Session session) {
    Entrance.check(console, exchange, session, printer)
        .ifPresent(namespace -> {
          List<Offer> offers = People.offers(console, session, namespace);
          exchange.html(
              HttpURLConnection.HTTP_OK,
              printer.print(
                  "backups",
                  Map.of(
                      "frame", Frame.of(console, session, "backups", namespace),
                      "read", SavedObjects.READ,
                      "shelves",
                          Backups.engines(offers).stream()
                              .map(engine -> of(console, session, namespace, engine, offers))
                              .toList())));
        });
  }

  private static Backups of(
      Console console, Session session, String namespace, Engine engine, List<Offer> offers) {
    Optional<RestorePoints> points = RestorePoints.of(engine);
    if (points.isEmpty()) {
      return Backups.of(engine, offers, Backups.Problem.hidden(engine));
    }
    String kind = points.get().point().kind();
    return switch (console.savedObjects().in(session, namespace, points.get().point().asKind())) {
      case Listing.Found(List<JsonNode> objects, boolean complete) ->
          Backups.of(
              namespace,
              engine,
              offers,
              points.get().newest(objects.stream(), Backups.SHOWN),
              objects.size(),
              complete);
      case Listing.Denied(String resource) ->
          Backups.of(
              engine, offers, Backups.Problem.denied(session.username(), resource, namespace));
      case Listing.NotInstalled() ->
          Backups.of(engine, offers, Backups.Problem.notInstalled(engine, kind));
      case Listing.Broken(String message) ->
          Backups.of(engine, offers, Backups.Problem.broken(kind, message));
    };
  }
}
