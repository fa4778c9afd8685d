package dev.chatops.intake;

import dev.chatops.api.v1alpha1.Mode;
import dev.chatops.chat.inbound.Piece;
import dev.chatops.identity.Access.Verb;
import dev.chatops.intake.answer.Guide;
import dev.chatops.intake.grammar.Command;
import dev.chatops.intake.grammar.Grammar;
import dev.chatops.intake.grammar.Misunderstanding;
import dev.chatops.intake.grammar.Place;
import dev.chatops.intake.grammar.Reading;
import dev.chatops.intake.grammar.Request;
import dev.chatops.intake.grammar.Vocabulary;
import dev.chatops.policy.Definition;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// What somebody can say where they are, and what a line of theirs means.
final class Phrasebook {

  private final Definitions definitions;
  private final Rights rights;
  private final Search search;

  Phrasebook(Definitions definitions, Rights rights, Search search) {
    this.definitions = definitions;
    this.rights = rights;
    this.search = search;
  }

  /// Rights are asked only where the reading depends on them: what is clear if everything may be
  /// run is clear in any case.
  Reading read(Caller caller, List<Piece> pieces) {
    Reading reading = Grammar.read(pieces, vocabulary(caller, each -> true));
    return switch (reading) {
      case Request.Help _, Misunderstanding.Unclear _, Misunderstanding.Choice _ ->
          Grammar.read(pieces, vocabulary(caller, each -> offered(caller, each)));
      case Request _, Misunderstanding.Incomplete _ -> reading;
    };
  }

  /// A definition in its namespace.
  record Local(String namespace, Definitions.Known known) {
    String name() {
      return known.definition().name();
    }
  }

  private Vocabulary vocabulary(Caller caller, Predicate<Local> runnable) {
    var reach = caller.reach();
    // What is open is looked through only where it matters: there may be thousands.
    boolean underCard = search.underCard(caller);
    return new Vocabulary(
        new Place(
            reach.namespaces(),
            reach.defaultNamespace(),
            underCard,
            underCard ? search.open(caller) : Set.of()),
        local(caller).stream()
            .map(each ->
                new Command(each.namespace(), each.known().definition(), runnable.test(each)))
            .toList());
  }

  private List<Local> local(Caller caller) {
    return caller.reach().namespaces().stream()
        .flatMap(namespace ->
            definitions.of(namespace).stream().map(known -> new Local(namespace, known)))
        .sorted(Comparator.comparing(Local::name).thenComparing(Local::namespace))
        .toList();
  }

  private boolean offered(Caller caller, Local local) {
    return local.known().ready()
        && refusal(caller, local.namespace(), local.known().definition()).isEmpty();
  }

  /// Why somebody may not ask for a command where they are; the operator judges it anew.
  private Optional<String> refusal(Caller caller, String namespace, Definition definition) {
    List<String> only = definition.spec().onlyChannels();
    boolean here =
        only.isEmpty()
            || only.stream()
                .anyMatch(name -> caller.reach().names().contains(namespace + "/" + name));
    if (!here) {
      return Optional.of(
          "%s may be asked for in %s only: ask there."
              .formatted(definition.name(), String.join(", ", only)));
    }
    return rights.may(caller.who().user(), Verb.RUN, namespace, definition.name())
        ? Optional.empty()
        : Optional.of(
            "%s may not run %s in %s: it needs the verb run on allowedcommands/%s. list shows what you may run here."
                .formatted(caller.username(), definition.name(), namespace, definition.name()));
  }

  /// Why somebody may not ask for this where they are; empty also for what only explains.
  Optional<String> refusal(Caller caller, Request.Run run) {
    return run.mode() == Mode.EXPLAIN
        ? Optional.empty()
        : definitions
            .find(run.namespace(), run.command())
            .flatMap(definition -> refusal(caller, run.namespace(), definition));
  }

  /// What somebody may run where they are, by name.
  List<Local> offers(Caller caller) {
    return local(caller).stream().filter(each -> offered(caller, each)).toList();
  }

  /// The same for people who ask how, and who approves.
  Guide.Offer offer(Caller caller, Local local) {
    Definition definition = local.known().definition();
    return new Guide.Offer(
        caller.reach().single() ? null : local.namespace(),
        definition,
        definition.spec().approval() == null
            ? List.of()
            : rights.approvers(caller.source().workspace(), local.namespace(), definition.name()));
  }
}
