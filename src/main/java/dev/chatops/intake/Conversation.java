package dev.chatops.intake;

import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.api.v1alpha1.Mode;
import dev.chatops.chat.inbound.Answer;
import dev.chatops.chat.inbound.Inbound.Way;
import dev.chatops.chat.inbound.Piece;
import dev.chatops.identity.Access.Verb;
import dev.chatops.intake.answer.Corrections;
import dev.chatops.intake.answer.Forms;
import dev.chatops.intake.answer.Guide;
import dev.chatops.intake.answer.Notes;
import dev.chatops.intake.answer.Records;
import dev.chatops.intake.grammar.Command;
import dev.chatops.intake.grammar.Grammar;
import dev.chatops.intake.grammar.Misunderstanding;
import dev.chatops.intake.grammar.Place;
import dev.chatops.intake.grammar.Reading;
import dev.chatops.intake.grammar.Request;
import dev.chatops.intake.grammar.Vocabulary;
import dev.chatops.intake.token.SignedTokens;
import dev.chatops.policy.BuiltInWord;
import dev.chatops.policy.Definition;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Answers lines of people who are known.
final class Conversation {

  private static final int LISTED = 30;

  private final Definitions definitions;
  private final Rights rights;
  private final Search search;
  private final Recorder recorder;
  private final Decider decider;
  private final SignedTokens tokens;

  Conversation(
      Definitions definitions,
      Rights rights,
      Search search,
      Recorder recorder,
      Decider decider,
      SignedTokens tokens) {
    this.definitions = definitions;
    this.rights = rights;
    this.search = search;
    this.recorder = recorder;
    this.decider = decider;
    this.tokens = tokens;
  }

  Answer said(Caller caller, Way way, List<Piece> pieces) {
    String text = pieces.stream().map(Piece::shown).collect(Collectors.joining());
    return switch (read(caller, pieces)) {
      case Request.Run run -> run(caller, run, text);
      case Request request -> answer(caller, request);
      case Misunderstanding.Unclear _ when way == Way.ASIDE -> new Answer.Taken();
      case Misunderstanding misunderstanding when caller.reach().nowhere() ->
          Notes.refusal(caller.reach().why());
      case Misunderstanding.Incomplete incomplete when way == Way.COMMAND ->
          ask(incomplete).orElseGet(() -> correct(caller, incomplete));
      case Misunderstanding misunderstanding -> correct(caller, misunderstanding);
    };
  }

  /// Says a line that was offered.
  Answer chosen(Caller caller, String line) {
    return said(caller, Way.DIRECT, List.of(new Piece.Typed(line)));
  }

  /// Opens the form for a line that lacks something.
  Answer fill(Caller caller, String line) {
    return switch (read(caller, List.of(new Piece.Typed(line)))) {
      case Misunderstanding.Incomplete incomplete ->
          ask(incomplete).orElseGet(() -> correct(caller, incomplete));
      case Request.Run run -> run(caller, run, line);
      case Request request -> answer(caller, request);
      case Misunderstanding misunderstanding -> correct(caller, misunderstanding);
    };
  }

  /// Takes a form that came back.
  ///
  /// @param line that the form completes
  Answer filled(Caller caller, String line, Map<String, String> values) {
    Request.Run soFar;
    boolean wantsReason;
    switch (read(caller, List.of(new Piece.Typed(line)))) {
      case Request.Run run -> {
        soFar = run;
        wantsReason = false;
      }
      case Misunderstanding.Incomplete incomplete -> {
        soFar = incomplete.soFar();
        wantsReason = incomplete.reason();
      }
      case Misunderstanding misunderstanding -> {
        return correct(caller, misunderstanding);
      }
      case Request _ -> {
        return Notes.refusal("This form is none of ours: write the command.");
      }
    }
    Optional<Definition> definition = definitions.find(soFar.namespace(), soFar.command());
    if (definition.isEmpty()) {
      return Notes.refusal("%s is gone; list shows what there is.".formatted(soFar.command()));
    }
    Request.Run run = Forms.filled(soFar, definition.get(), values);
    Map<String, String> errors = Forms.errors(run, definition.get(), wantsReason);
    return errors.isEmpty() ? completed(caller, run.line()) : new Answer.Again(errors);
  }

  private Answer completed(Caller caller, String line) {
    return switch (read(caller, List.of(new Piece.Typed(line)))) {
      case Request.Run run -> run(caller, run, line);
      case Misunderstanding misunderstanding -> correct(caller, misunderstanding);
      case Request request -> answer(caller, request);
    };
  }

  /// Rights are asked only where the reading depends on them: what is clear if everything may be
  /// run is clear in any case.
  private Reading read(Caller caller, List<Piece> pieces) {
    Reading reading = Grammar.read(pieces, vocabulary(caller, each -> true));
    return switch (reading) {
      case Request.Help _, Misunderstanding.Unclear _, Misunderstanding.Choice _ ->
          Grammar.read(pieces, vocabulary(caller, each -> offered(caller, each)));
      case Request _, Misunderstanding.Incomplete _ -> reading;
    };
  }

  /// A definition in its namespace.
  private record Local(String namespace, Definitions.Known known) {
    private String name() {
      return known.definition().name();
    }
  }

  private Vocabulary vocabulary(Caller caller, Predicate<Local> runnable) {
    var reach = caller.reach();
    return new Vocabulary(
        new Place(
            reach.namespaces(),
            reach.defaultNamespace(),
            search.underCard(caller),
            search.open(caller)),
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

  private Answer run(Caller caller, Request.Run run, String text) {
    Optional<String> refused =
        run.mode() == Mode.EXPLAIN
            ? Optional.empty()
            : definitions
                .find(run.namespace(), run.command())
                .flatMap(definition -> refusal(caller, run.namespace(), definition));
    return refused.map(Notes::refusal).orElseGet(() -> recorder.record(caller, run, text));
  }

  private Answer answer(Caller caller, Request request) {
    return switch (request) {
      case Request.Run run -> run(caller, run, run.line());
      case Request.WhoAmI _ -> Notes.known(caller.who());
      case Request.Help(String topic) -> topic == null ? Guide.overview() : help(caller, topic);
      case Request.Commands _ ->
          caller.reach().nowhere() ? Notes.refusal(caller.reach().why()) : list(caller);
      case Request.Status(String id) -> one(search.any(caller, id), id, Records::status);
      case Request.History(int count) -> history(caller, count);
      case Request.Decide decide ->
          one(
              search.unfinished(caller, decide.id()),
              decide.id(),
              command -> decide(caller, command, decide));
    };
  }

  private Answer decide(Caller caller, ChatCommand command, Request.Decide decide) {
    var plan = command.getStatus() == null ? null : command.getStatus().plan();
    return decider.decide(
        caller,
        command,
        new Decider.Word(decide.decision(), plan == null ? "" : plan.digest(), decide.comment()));
  }

  private static Answer one(
      List<ChatCommand> found, @Nullable String id, Function<ChatCommand, Answer> answer) {
    return switch (found.size()) {
      case 0 ->
          Notes.refusal(
              id == null
                  ? "No open command belongs to this thread: write its id, such as #7f3k."
                  : "No command that you may see here begins with #%s; history shows the newest."
                      .formatted(id));
      case 1 -> answer.apply(found.getFirst());
      default -> Records.which(found.stream().limit(LISTED).toList());
    };
  }

  private Answer help(Caller caller, String topic) {
    Optional<BuiltInWord> word = BuiltInWord.of(topic);
    return word.isPresent()
        ? Guide.word(word.get())
        : local(caller).stream()
            .filter(each -> each.name().equals(topic))
            .filter(each -> offered(caller, each))
            .findFirst()
            .map(each -> Guide.command(offer(caller, each)))
            .orElseGet(Guide::overview);
  }

  private Answer list(Caller caller) {
    List<Local> offered = local(caller).stream().filter(each -> offered(caller, each)).toList();
    return Guide.commands(
        offered.stream().limit(LISTED).map(each -> offer(caller, each)).toList(),
        Math.max(0, offered.size() - LISTED));
  }

  private Guide.Offer offer(Caller caller, Local local) {
    Definition definition = local.known().definition();
    return new Guide.Offer(
        local.namespace(),
        definition,
        definition.spec().approval() == null
            ? List.of()
            : rights.approvers(caller.source().workspace(), local.namespace(), definition.name()));
  }

  private Answer history(Caller caller, int count) {
    if (caller.reach().nowhere()) {
      return Notes.refusal(caller.reach().why());
    }
    Search.Found found = search.newest(caller, count);
    return Records.history(
        found.commands(),
        found.complete()
            ? null
            : "There are more than %d commands in a namespace; newer ones may be missing."
                .formatted(Search.READ));
  }

  private Optional<Answer> ask(Misunderstanding.Incomplete incomplete) {
    Request.Run soFar = incomplete.soFar();
    return definitions
        .find(soFar.namespace(), soFar.command())
        .flatMap(definition -> Forms.of(soFar, definition, incomplete.reason()))
        .map(Answer.Ask::new);
  }

  private Answer correct(Caller caller, Misunderstanding misunderstanding) {
    return Corrections.of(
        misunderstanding,
        line -> tokens.offer(line, caller.source().user(), caller.source().intent()));
  }
}
