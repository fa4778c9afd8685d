package dev.chatops.intake;

import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.api.v1alpha1.Decision;
import dev.chatops.chat.inbound.Answer;
import dev.chatops.chat.inbound.Inbound.Way;
import dev.chatops.chat.inbound.Piece;
import dev.chatops.intake.answer.Corrections;
import dev.chatops.intake.answer.Forms;
import dev.chatops.intake.answer.Guide;
import dev.chatops.intake.answer.Notes;
import dev.chatops.intake.answer.Records;
import dev.chatops.intake.grammar.Misunderstanding;
import dev.chatops.intake.grammar.Request;
import dev.chatops.intake.token.SignedTokens;
import dev.chatops.policy.BuiltInWord;
import dev.chatops.policy.Definition;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Answers lines of people who are known.
final class Conversation {

  private static final int LISTED = 30;

  private final Definitions definitions;
  private final Phrasebook phrasebook;
  private final Search search;
  private final Recorder recorder;
  private final Decider decider;
  private final SignedTokens tokens;

  Conversation(
      Definitions definitions,
      Phrasebook phrasebook,
      Search search,
      Recorder recorder,
      Decider decider,
      SignedTokens tokens) {
    this.definitions = definitions;
    this.phrasebook = phrasebook;
    this.search = search;
    this.recorder = recorder;
    this.decider = decider;
    this.tokens = tokens;
  }

  Answer said(Caller caller, Way way, List<Piece> pieces) {
    String text = pieces.stream().map(Piece::shown).collect(Collectors.joining());
    return switch (phrasebook.read(caller, pieces)) {
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

  /// Edits are not read; what the message asked for may still be cancelled, by the button of every
  /// card.
  ///
  /// @param first intent of the message as it was sent first
  Answer edited(Caller caller, String first) {
    return search
        .askedBy(caller, first)
        .map(open -> Notes.edited(open, tokens.token(open, Decision.CANCEL)))
        .orElseGet(Notes::edited);
  }

  /// Says a line that was offered.
  Answer chosen(Caller caller, String line) {
    return said(caller, Way.DIRECT, List.of(new Piece.Typed(line)));
  }

  /// Opens the form for a line that lacks something.
  Answer fill(Caller caller, String line) {
    return switch (phrasebook.read(caller, List.of(new Piece.Typed(line)))) {
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
    switch (phrasebook.read(caller, List.of(new Piece.Typed(line)))) {
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
    return errors.isEmpty()
        ? completed(caller, run.line(), values.keySet())
        : new Answer.Again(errors);
  }

  /// @param fields that came back
  private Answer completed(Caller caller, String line, Set<String> fields) {
    return switch (phrasebook.read(caller, List.of(new Piece.Typed(line)))) {
      case Request.Run run -> run(caller, run, line);
      case Misunderstanding misunderstanding ->
          fields.stream()
              .min(Comparator.naturalOrder())
              .<Answer>map(field -> new Answer.Again(Map.of(field, misunderstanding.message())))
              .orElseGet(() -> correct(caller, misunderstanding));
      case Request request -> answer(caller, request);
    };
  }

  private Answer run(Caller caller, Request.Run run, String text) {
    return phrasebook
        .refusal(caller, run)
        .map(Notes::refusal)
        .orElseGet(() -> recorder.record(caller, run, text));
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
        new Word(decide.decision(), plan == null ? "" : plan.digest(), decide.comment()));
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
        : phrasebook.offers(caller).stream()
            .filter(each -> each.name().equals(topic))
            .findFirst()
            .map(each -> Guide.command(phrasebook.offer(caller, each)))
            .orElseGet(Guide::overview);
  }

  private Answer list(Caller caller) {
    List<Phrasebook.Local> offers = phrasebook.offers(caller);
    return Guide.commands(
        offers.stream().limit(LISTED).map(each -> phrasebook.offer(caller, each)).toList(),
        Math.max(0, offers.size() - LISTED));
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
