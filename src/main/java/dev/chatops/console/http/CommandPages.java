package dev.chatops.console.http;

import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.console.Console;
import dev.chatops.console.cluster.History;
import dev.chatops.console.page.CardView;
import dev.chatops.console.page.Filter;
import dev.chatops.console.page.Offer;
import dev.chatops.console.page.Story;
import dev.chatops.console.session.Session;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.net.HttpURLConnection;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// The list of commands, and each of them on a page of its own.
final class CommandPages {

  private static final int SHOWN = 50;

  private final Printer printer;
  private final CardPrinter cards;

  CommandPages(Printer printer, CardPrinter cards) {
    this.printer = printer;
    this.cards = cards;
  }

  void list(Console console, Exchange exchange, Session session) {
    Entrance.check(console, exchange, session, printer)
        .ifPresent(namespace -> list(console, exchange, session, namespace));
  }

  private void list(Console console, Exchange exchange, Session session, String namespace) {
    var filter =
        new Filter(
            exchange.query("q"),
            exchange.query("state"),
            exchange.query("command"),
            exchange.query("person"));
    History.Found found = console.history().search(session, namespace, filter::takes);
    int page = page(exchange.query("page"));
    List<CardView> rows =
        found.commands().stream()
            .skip((long) page * SHOWN)
            .limit(SHOWN)
            .map(command -> cards.view(console, session, command))
            .toList();
    var data = new HashMap<String, Object>();
    data.put("frame", Frame.of(console, session, "commands", namespace));
    data.put("filter", filter);
    data.put("names", names(console, session, namespace, filter));
    data.put("rows", rows);
    data.put("total", found.commands().size());
    data.put("complete", found.complete());
    data.put("read", History.READ);
    data.put("newer", page == 0 ? "" : address(filter, page - 1));
    data.put(
        "older", found.commands().size() > (page + 1) * SHOWN ? address(filter, page + 1) : "");
    exchange.html(HttpURLConnection.HTTP_OK, printer.print("commands", data));
  }

  private static SortedSet<String> names(
      Console console, Session session, String namespace, Filter filter) {
    var names =
        People.offers(console, session, namespace).stream()
            .map(Offer::name)
            .collect(Collectors.toCollection(TreeSet::new));
    if (!filter.command().isEmpty()) {
      names.add(filter.command());
    }
    return names;
  }

  private static int page(String text) {
    return text.matches("[0-9]{1,4}") ? Integer.parseInt(text) : 0;
  }

  private static String address(Filter filter, int page) {
    return "?q=%s&state=%s&command=%s&person=%s&page=%d"
        .formatted(
            encoded(filter.text()),
            encoded(filter.tone()),
            encoded(filter.command()),
            encoded(filter.person()),
            page);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  void show(Console console, Exchange exchange, Session session) {
    print(console, exchange, session, "command");
  }

  /// What stands beside the card, when the card has changed.
  void story(Console console, Exchange exchange, Session session) {
    print(console, exchange, session, "story");
  }

  /// All that the Job of a command has printed, as far as this person may read it.
  void log(Console console, Exchange exchange, Session session) {
    find(console, exchange, session).ifPresent(command -> log(console, exchange, session, command));
  }

  private void log(Console console, Exchange exchange, Session session, ChatCommand command) {
    String namespace = command.getMetadata().getNamespace();
    try {
      String job = CardView.job(command);
      String log = job == null ? "" : console.printedLogs().ofJob(session, namespace, job);
      if (log.isEmpty()) {
        printer.trouble(
            exchange,
            console.cluster(),
            HttpURLConnection.HTTP_NOT_FOUND,
            "There is no log",
            "%s has no Pod, or none any more. What it printed last stands on its card."
                .formatted(command.getMetadata().getName()));
      } else {
        exchange.text(HttpURLConnection.HTTP_OK, log);
      }
    } catch (KubernetesClientException e) {
      if (e.getCode() != HttpURLConnection.HTTP_FORBIDDEN) {
        throw e;
      }
      printer.trouble(
          exchange,
          console.cluster(),
          HttpURLConnection.HTTP_FORBIDDEN,
          "You may not read this log",
          "%s needs the verb list on pods and get on pods/log in %s. What was printed last stands on the card."
              .formatted(session.username(), namespace));
    }
  }

  /// Empty where there is none for this person, who has been told so.
  private Optional<ChatCommand> find(Console console, Exchange exchange, Session session) {
    Optional<String> namespace = Entrance.check(console, exchange, session, printer);
    if (namespace.isEmpty()) {
      return Optional.empty();
    }
    Optional<ChatCommand> found =
        console.history().one(session, namespace.get(), exchange.path("name"));
    if (found.isEmpty()) {
      printer.trouble(
          exchange,
          console.cluster(),
          HttpURLConnection.HTTP_NOT_FOUND,
          "This command is gone",
          "There is no command %s in %s. Commands are deleted some time after they have ended, two weeks if their definition says nothing else."
              .formatted(exchange.path("name"), namespace.get()));
    }
    return found;
  }

  private void print(Console console, Exchange exchange, Session session, String template) {
    find(console, exchange, session)
        .ifPresent(command -> print(console, exchange, session, template, command));
  }

  private void print(
      Console console, Exchange exchange, Session session, String template, ChatCommand command) {
    Story story = Story.of(command, console.history().decisions(session, command));
    command.getMetadata().setManagedFields(null);
    exchange.html(
        HttpURLConnection.HTTP_OK,
        printer.print(
            template,
            Map.of(
                "frame",
                    Frame.of(console, session, "commands", command.getMetadata().getNamespace()),
                "card", cards.open(console, session, command),
                "story", story,
                "version", command.getMetadata().getResourceVersion(),
                "yaml", Serialization.asYaml(command))));
  }
}
