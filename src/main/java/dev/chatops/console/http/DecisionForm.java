package dev.chatops.console.http;

import dev.chatops.api.v1alpha1.Decision;
import dev.chatops.console.Console;
import dev.chatops.console.cluster.Outcome;
import dev.chatops.console.session.Session;
import dev.chatops.intake.Word;
import java.net.HttpURLConnection;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/// The buttons of a card.
final class DecisionForm {

  private static final int UNPROCESSABLE = 422;

  private final Printer printer;

  DecisionForm(Printer printer) {
    this.printer = printer;
  }

  void decide(Console console, Exchange exchange, Session session) {
    String namespace = exchange.path("namespace");
    Optional<Decision> decision =
        Arrays.stream(Decision.values())
            .filter(each -> each.name().equals(exchange.field("decision")))
            .findFirst();
    if (decision.isEmpty() || !StartPages.isNamespace(namespace)) {
      refuse(console, exchange, "Press Approve, Deny or Cancel.");
      return;
    }
    String words =
        switch (decision.get()) {
          case APPROVE -> exchange.field("target");
          case DENY, CANCEL -> exchange.field("comment");
        };
    Outcome outcome =
        console
            .verdicts()
            .store(
                session,
                namespace,
                exchange.path("name"),
                new Word(decision.get(), exchange.field("digest"), words));
    switch (outcome) {
      case Outcome.Refused(String sentence) -> refuse(console, exchange, sentence);
      // The card itself comes with the stream.
      case Outcome.Stored _ when exchange.partial() ->
          exchange.html(
              HttpURLConnection.HTTP_OK, printer.print("noted", Map.of("sentence", "Recorded.")));
      case Outcome.Stored _ -> exchange.go("/console/c/" + namespace);
    }
  }

  private void refuse(Console console, Exchange exchange, String sentence) {
    if (exchange.partial()) {
      exchange.html(UNPROCESSABLE, printer.print("notice", Map.of("sentence", sentence)));
    } else {
      printer.trouble(exchange, console.cluster(), UNPROCESSABLE, "Not decided", sentence);
    }
  }
}
