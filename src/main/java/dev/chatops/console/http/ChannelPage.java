package dev.chatops.console.http;

import dev.chatops.chat.inbound.Piece;
import dev.chatops.console.Console;
import dev.chatops.console.cluster.Outcome;
import dev.chatops.console.feed.Channel;
import dev.chatops.console.feed.Entry;
import dev.chatops.console.page.CardView;
import dev.chatops.console.page.Cards;
import dev.chatops.console.page.Completion;
import dev.chatops.console.page.Draft;
import dev.chatops.console.page.Offer;
import dev.chatops.console.session.Session;
import dev.chatops.intake.Word;
import dev.chatops.intake.grammar.Command;
import dev.chatops.intake.grammar.Grammar;
import dev.chatops.intake.grammar.Misunderstanding;
import dev.chatops.intake.grammar.Place;
import dev.chatops.intake.grammar.Reading;
import dev.chatops.intake.grammar.Request;
import dev.chatops.intake.grammar.Vocabulary;
import java.net.HttpURLConnection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A namespace as a channel: what happens there, and a field to say what shall.
final class ChannelPage {

  private static final int UNPROCESSABLE = 422;

  /// So many cards are on a page at first, beside those that have not ended.
  private static final int SHOWN = 30;

  private static final int EXAMPLES = 3;

  private final Printer printer;
  private final CardPrinter cards;

  ChannelPage(Printer printer, CardPrinter cards) {
    this.printer = printer;
    this.cards = cards;
  }

  void show(Console console, Exchange exchange, Session session) {
    Entrance.check(console, exchange, session, printer)
        .ifPresent(namespace ->
            show(
                console,
                exchange,
                session,
                namespace,
                HttpURLConnection.HTTP_OK,
                exchange.query("text"),
                Draft.NOTHING));
  }

  private void show(
      Console console,
      Exchange exchange,
      Session session,
      String namespace,
      int status,
      String text,
      Draft draft) {
    Channel.View view = console.channels().of(namespace).view();
    List<Offer> offers = People.offers(console, session, namespace);
    List<Offer> runnable = offers.stream().filter(Offer::runnable).toList();
    int skipped = Math.max(0, view.entries().size() - SHOWN);
    List<CardView> shown =
        view.entries().stream()
            .skip(skipped)
            .map(entry -> cards.view(console, session, entry.command()))
            .toList();
    var data = new HashMap<String, Object>();
    data.put("frame", Frame.of(console, session, "channel", namespace));
    data.put("cards", shown);
    data.put("older", skipped > 0);
    data.put("waiting", shown.stream().filter(c -> c.look().tone().equals("waiting")).count());
    data.put("version", view.version());
    data.put("runnable", runnable.size());
    data.put("examples", runnable.stream().limit(EXAMPLES).toList());
    data.put("placeholder", runnable.isEmpty() ? "help" : runnable.getFirst().usage());
    data.put("key", UUID.randomUUID().toString());
    data.put("text", text);
    data.put("draft", draft);
    exchange.html(status, printer.print("channel", data));
  }

  /// What a line means so far.
  void draft(Console console, Exchange exchange, Session session) {
    Entrance.check(console, exchange, session, printer)
        .ifPresent(namespace -> {
          String text = exchange.query("text");
          List<Offer> offers = People.offers(console, session, namespace);
          exchange.html(
              HttpURLConnection.HTTP_OK,
              printer.print(
                  "draft",
                  Map.of(
                      "draft",
                      Draft.typing(
                          read(console, namespace, offers, text),
                          offers,
                          text.isBlank() ? List.of() : Completion.of(offers, text)))));
        });
  }

  void say(Console console, Exchange exchange, Session session) {
    Entrance.check(console, exchange, session, printer)
        .ifPresent(namespace -> say(console, exchange, session, namespace));
  }

  private void say(Console console, Exchange exchange, Session session, String namespace) {
    String text = exchange.field("text");
    List<Offer> offers = People.offers(console, session, namespace);
    Reading reading = read(console, namespace, offers, text);
    switch (reading) {
      case Misunderstanding misunderstanding ->
          refuse(console, exchange, session, namespace, text, Draft.sent(misunderstanding, offers));
      case Request.Run run ->
          told(
              console,
              exchange,
              session,
              namespace,
              text,
              console.requests().store(session, run, key(exchange)));
      case Request.Decide decide ->
          told(
              console,
              exchange,
              session,
              namespace,
              text,
              decide(console, session, namespace, decide));
      case Request.Status status -> open(console, exchange, session, namespace, text, status);
      case Request.History _ -> exchange.go("/console/c/" + namespace + "/commands");
      case Request.WhoAmI _ -> exchange.go("/console/me");
      case Request.Help _, Request.Commands _ ->
          list(console, exchange, session, namespace, offers);
    }
  }

  private static String key(Exchange exchange) {
    String key = exchange.field("key");
    return key.isEmpty() ? UUID.randomUUID().toString() : key;
  }

  private static Reading read(Console console, String namespace, List<Offer> offers, String text) {
    Set<String> open =
        console.channels().of(namespace).view().entries().stream()
            .map(entry -> Cards.id(entry.command().getMetadata().getName()))
            .collect(Collectors.toSet());
    var vocabulary =
        new Vocabulary(
            new Place(Set.of(namespace), namespace, false, open),
            offers.stream()
                .map(offer -> new Command(namespace, offer.definition(), offer.runnable()))
                .toList());
    return Grammar.read(List.of(new Piece.Typed(text)), vocabulary);
  }

  private void told(
      Console console,
      Exchange exchange,
      Session session,
      String namespace,
      String text,
      Outcome outcome) {
    switch (outcome) {
      case Outcome.Stored _ when exchange.partial() ->
          exchange.html(
              HttpURLConnection.HTTP_OK,
              printer.print("draft", Map.of("draft", Draft.NOTHING)) + freshKey());
      case Outcome.Stored _ -> exchange.go("/console/c/" + namespace);
      case Outcome.Refused(String sentence) ->
          refuse(console, exchange, session, namespace, text, Draft.refused(sentence));
    }
  }

  /// The next line is another form.
  private String freshKey() {
    return "<hx-partial hx-target=\"#key\" hx-swap=\"innerHTML\">%s</hx-partial>"
        .formatted(printer.print("key", Map.of("key", UUID.randomUUID().toString())));
  }

  private void refuse(
      Console console,
      Exchange exchange,
      Session session,
      String namespace,
      String text,
      Draft draft) {
    if (exchange.partial()) {
      exchange.html(UNPROCESSABLE, printer.print("draft", Map.of("draft", draft)));
    } else {
      show(console, exchange, session, namespace, UNPROCESSABLE, text, draft);
    }
  }

  private void list(
      Console console, Exchange exchange, Session session, String namespace, List<Offer> offers) {
    List<Offer> runnable = offers.stream().filter(Offer::runnable).toList();
    if (exchange.partial()) {
      exchange.html(HttpURLConnection.HTTP_OK, printer.print("listed", Map.of("offers", runnable)));
    } else {
      show(
          console,
          exchange,
          session,
          namespace,
          HttpURLConnection.HTTP_OK,
          "",
          Draft.offering(runnable.stream().map(Offer::usage).toList()));
    }
  }

  private static Outcome decide(
      Console console, Session session, String namespace, Request.Decide decide) {
    List<Entry> found =
        named(console, namespace, decide.id()).stream()
            .filter(entry ->
                entry.command().getStatus() == null
                    || entry.command().getStatus().finishedAt() == null)
            .toList();
    if (found.size() != 1) {
      return new Outcome.Refused(
          found.isEmpty()
              ? "No open command begins with this id; press the button of its card."
              : "Several open commands begin with this id: write more of it.");
    }
    var command = found.getFirst().command();
    var plan = command.getStatus() == null ? null : command.getStatus().plan();
    return console
        .verdicts()
        .store(
            session,
            namespace,
            command.getMetadata().getName(),
            new Word(decide.decision(), plan == null ? "" : plan.digest(), decide.comment()));
  }

  private void open(
      Console console,
      Exchange exchange,
      Session session,
      String namespace,
      String text,
      Request.Status status) {
    Optional<Entry> one = named(console, namespace, status.id()).stream().max(Entry.BY_AGE);
    if (one.isPresent()) {
      exchange.go(
          "/console/c/" + namespace + "/commands/" + one.get().command().getMetadata().getName());
    } else {
      refuse(
          console,
          exchange,
          session,
          namespace,
          text,
          Draft.refused("No command here begins with this id; see the list of commands."));
    }
  }

  private static List<Entry> named(Console console, String namespace, @Nullable String id) {
    return id == null
        ? List.of()
        : console.channels().of(namespace).view().entries().stream()
            .filter(entry -> isNamed(entry.command().getMetadata().getName(), id))
            .toList();
  }

  private static boolean isNamed(String name, String id) {
    return name.equals(id) || name.replaceFirst("^(cc|web)-", "").startsWith(id);
  }
}
