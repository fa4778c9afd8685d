package dev.chatops.console.http;

import dev.chatops.api.v1alpha1.Mode;
import dev.chatops.api.v1alpha1.Parameter;
import dev.chatops.chat.inbound.Piece;
import dev.chatops.console.Console;
import dev.chatops.console.cluster.Outcome;
import dev.chatops.console.page.FieldView;
import dev.chatops.console.page.Offer;
import dev.chatops.console.session.Session;
import dev.chatops.intake.answer.Forms;
import dev.chatops.intake.grammar.Command;
import dev.chatops.intake.grammar.Grammar;
import dev.chatops.intake.grammar.Misunderstanding;
import dev.chatops.intake.grammar.Place;
import dev.chatops.intake.grammar.Reading;
import dev.chatops.intake.grammar.Request;
import dev.chatops.intake.grammar.Vocabulary;
import java.net.HttpURLConnection;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// What may be asked for in a namespace, and a form for each.
final class CataloguePages {

  private static final int UNPROCESSABLE = 422;

  private final Printer printer;

  CataloguePages(Printer printer) {
    this.printer = printer;
  }

  void list(Console console, Exchange exchange, Session session) {
    Entrance.check(console, exchange, session, printer)
        .ifPresent(namespace ->
            exchange.html(
                HttpURLConnection.HTTP_OK,
                printer.print(
                    "catalogue",
                    Map.of(
                        "frame", Frame.of(console, session, "catalogue", namespace),
                        "offers", People.offers(console, session, namespace)))));
  }

  void form(Console console, Exchange exchange, Session session) {
    Entrance.check(console, exchange, session, printer)
        .flatMap(namespace -> offer(console, exchange, session, namespace))
        .ifPresent(offer ->
            print(
                console,
                exchange,
                session,
                offer,
                HttpURLConnection.HTTP_OK,
                new Filled(
                    UUID.randomUUID().toString(),
                    beginning(exchange, exchange.path("namespace"), offer),
                    Map.of(),
                    "")));
  }

  /// As the definition proposes, and what the link to the form says.
  private static Map<String, String> beginning(Exchange exchange, String namespace, Offer offer) {
    var values = new HashMap<String, String>();
    FieldView.of(namespace, offer.definition(), Map.of(), Map.of())
        .forEach(field -> values.put(field.name(), field.value()));
    offer.definition().spec().declaredParameters().stream()
        .map(Parameter::name)
        .filter(name -> !exchange.query(name).isEmpty())
        .forEach(name -> values.put(name, exchange.query(name)));
    return values;
  }

  /// @param key of the form, one of a kind
  /// @param values as they were typed
  /// @param errors by name of the field
  /// @param notice what is wrong with all of it; empty where nothing is
  private record Filled(
      String key, Map<String, String> values, Map<String, String> errors, String notice) {}

  private Optional<Offer> offer(
      Console console, Exchange exchange, Session session, String namespace) {
    Optional<Offer> found =
        People.offers(console, session, namespace).stream()
            .filter(offer -> offer.name().equals(exchange.path("name")))
            .findFirst();
    if (found.isEmpty()) {
      printer.trouble(
          exchange,
          console.cluster(),
          HttpURLConnection.HTTP_NOT_FOUND,
          "There is no such command",
          "%s allows no %s, or its definition cannot work as it stands."
              .formatted(namespace, exchange.path("name")));
    }
    return found;
  }

  private void print(
      Console console, Exchange exchange, Session session, Offer offer, int status, Filled filled) {
    String namespace = exchange.path("namespace");
    var data = new HashMap<String, Object>();
    data.put("frame", Frame.of(console, session, "catalogue", namespace));
    data.put("offer", offer);
    data.put(
        "fields", FieldView.of(namespace, offer.definition(), filled.values(), filled.errors()));
    data.put("key", filled.key());
    data.put("notice", filled.notice());
    data.put("approves", console.permissions().mayApprove(session, namespace, offer.name()));
    exchange.html(status, printer.print("definition", data));
  }

  void ask(Console console, Exchange exchange, Session session) {
    Entrance.check(console, exchange, session, printer)
        .flatMap(namespace -> offer(console, exchange, session, namespace))
        .ifPresent(offer -> ask(console, exchange, session, offer));
  }

  private void ask(Console console, Exchange exchange, Session session, Offer offer) {
    String namespace = exchange.path("namespace");
    Map<String, String> values = values(exchange, offer);
    Request.Run run =
        Forms.filled(
            inMode(FieldView.Blank.run(namespace, offer.definition()), mode(exchange)),
            offer.definition(),
            values);
    boolean wantsReason =
        Boolean.TRUE.equals(offer.definition().spec().reasonRequired())
            && run.mode() != Mode.EXPLAIN;
    Map<String, String> errors = Forms.errors(run, offer.definition(), wantsReason);
    String key = exchange.field("key");
    if (!errors.isEmpty()) {
      print(console, exchange, session, offer, UNPROCESSABLE, new Filled(key, values, errors, ""));
      return;
    }
    String refusal =
        switch (read(offer, namespace, run.line())) {
          case Request.Run complete ->
              switch (console.requests().store(session, complete, key)) {
                case Outcome.Stored(String name) -> {
                  exchange.go("/console/c/" + namespace + "/commands/" + name);
                  yield "";
                }
                case Outcome.Refused(String sentence) -> sentence;
              };
          case Misunderstanding misunderstanding -> misunderstanding.message();
          case Request _ -> "This form is none of ours.";
        };
    if (!refusal.isEmpty()) {
      print(
          console,
          exchange,
          session,
          offer,
          UNPROCESSABLE,
          new Filled(key, values, Map.of(), refusal));
    }
  }

  /// A box that is not ticked does not come back, which is an answer and no default.
  private static Map<String, String> values(Exchange exchange, Offer offer) {
    var values = new HashMap<String, String>();
    offer.definition().spec().declaredParameters().stream()
        .map(Parameter::name)
        .filter(name -> !exchange.field(name).isEmpty())
        .forEach(name -> values.put(name, exchange.field(name)));
    values.put(Forms.REASON, exchange.field(Forms.REASON));
    return values;
  }

  private static Mode mode(Exchange exchange) {
    return Arrays.stream(Mode.values())
        .filter(mode -> mode.name().equals(exchange.field("mode")))
        .findFirst()
        .orElse(Mode.EXPLAIN);
  }

  private static Request.Run inMode(Request.Run run, Mode mode) {
    return new Request.Run(
        run.namespace(), run.command(), run.args(), mode, false, false, run.reason());
  }

  /// Like a line that somebody typed.
  private static Reading read(Offer offer, String namespace, String line) {
    var vocabulary =
        new Vocabulary(
            new Place(Set.of(namespace), namespace, false, Set.of()),
            List.of(new Command(namespace, offer.definition(), offer.runnable())));
    return Grammar.read(List.of(new Piece.Typed(line)), vocabulary);
  }
}
