package dev.chatops.console.page;

import dev.chatops.api.v1alpha1.Mode;
import dev.chatops.api.v1alpha1.Parameter;
import dev.chatops.intake.grammar.Cause;
import dev.chatops.intake.grammar.Misunderstanding;
import dev.chatops.intake.grammar.Reading;
import dev.chatops.intake.grammar.Request;
import dev.chatops.policy.BuiltInWord;
import dev.chatops.policy.Definition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a line means so far, beside the field in which it is typed.
///
/// @param verb the command; empty while there is none
/// @param note what is missing, or what will be asked for; empty where there is nothing to say
/// @param line what was read, up to where it went wrong; null where it did not
/// @param rest of the line, from where it went wrong
/// @param offers lines that may have been meant
public record Draft(
    String tone,
    String verb,
    List<Part> parts,
    String note,
    @Nullable String line,
    String rest,
    List<String> offers,
    List<Suggestion> suggestions) {

  /// @param value empty while it is missing
  public record Part(String name, String value, boolean missing) {}

  public static final Draft NOTHING =
      new Draft("none", "", List.of(), "", null, "", List.of(), List.of());

  /// What was not done, and why.
  public static Draft refused(String sentence) {
    return new Draft("bad", "", List.of(), sentence, null, "", List.of(), List.of());
  }

  /// Lines that one can send.
  public static Draft offering(List<String> lines) {
    return new Draft("held", "", List.of(), "", null, "", lines, List.of());
  }

  /// While it is being typed: what may still become right is not called wrong.
  public static Draft typing(Reading reading, List<Offer> offers, List<Suggestion> suggestions) {
    if (reading instanceof Misunderstanding.Unclear unclear
        && (unclear.cause() == Cause.NOTHING_SAID || !suggestions.isEmpty())) {
      return NOTHING.suggesting(suggestions);
    }
    return sent(reading, offers).suggesting(suggestions);
  }

  /// Once it was sent, or is as it will be.
  public static Draft sent(Reading reading, List<Offer> offers) {
    return switch (reading) {
      case Request.Run run -> complete(run, offers);
      case Request request ->
          new Draft("ok", "", List.of(), meaning(request), null, "", List.of(), List.of());
      case Misunderstanding.Incomplete incomplete -> incomplete(incomplete, offers);
      case Misunderstanding misunderstanding -> wrong(misunderstanding);
    };
  }

  private Draft suggesting(List<Suggestion> more) {
    return new Draft(tone, verb, parts, note, line, rest, offers, more);
  }

  private static Draft complete(Request.Run run, List<Offer> offers) {
    Optional<Offer> offer = offer(run, offers);
    var parts = new ArrayList<Part>();
    run.args().forEach((name, value) -> parts.add(new Part(name, value, false)));
    boolean may = run.mode() == Mode.EXPLAIN || offer.filter(Offer::runnable).isPresent();
    return new Draft(
        may ? "ok" : "bad",
        run.command(),
        parts,
        may
            ? promise(run, offer)
            : "you may not run it here: it needs the verb run on allowedcommands/" + run.command(),
        null,
        "",
        List.of(),
        List.of());
  }

  private static String promise(Request.Run run, Optional<Offer> offer) {
    return switch (run.mode()) {
      case EXPLAIN -> "answers every check, changes nothing";
      case DRY_RUN -> "plans and tries, changes nothing";
      case RUN ->
          offer.map(Offer::consent).filter(consent -> !consent.isEmpty()).orElse("runs at once");
    };
  }

  private static Draft incomplete(Misunderstanding.Incomplete incomplete, List<Offer> offers) {
    Request.Run soFar = incomplete.soFar();
    var parts = new ArrayList<Part>();
    soFar.args().forEach((name, value) -> parts.add(new Part(name, value, false)));
    incomplete.parameters().forEach(name -> parts.add(new Part(name, "", true)));
    if (incomplete.reason()) {
      parts.add(new Part("because", "", true));
    }
    return new Draft(
        "waiting",
        soFar.command(),
        parts,
        hint(incomplete, offer(soFar, offers)).orElse(incomplete.message()),
        null,
        "",
        List.of(),
        List.of());
  }

  /// What the next parameter means.
  private static Optional<String> hint(
      Misunderstanding.Incomplete incomplete, Optional<Offer> offer) {
    return incomplete.parameters().isEmpty()
        ? Optional.empty()
        : offer
            .map(Offer::definition)
            .map(Definition::spec)
            .flatMap(spec ->
                spec.declaredParameters().stream()
                    .filter(each -> each.name().equals(incomplete.parameters().getFirst()))
                    .map(Parameter::description)
                    .filter(description -> description != null && !description.isBlank())
                    .findFirst());
  }

  private static Draft wrong(Misunderstanding misunderstanding) {
    String line = misunderstanding.line();
    int at = line.offsetByCodePoints(0, misunderstanding.at());
    return new Draft(
        "bad",
        "",
        List.of(),
        misunderstanding.message(),
        line.isEmpty() ? null : line.substring(0, at),
        line.substring(at),
        misunderstanding.offers(),
        List.of());
  }

  private static Optional<Offer> offer(Request.Run run, List<Offer> offers) {
    return offers.stream().filter(each -> each.name().equals(run.command())).findFirst();
  }

  private static String meaning(Request request) {
    return switch (request) {
      case Request.Run _ -> "";
      case Request.Help _, Request.Commands _ -> "shows what you may run here";
      case Request.Status _ -> "opens the page of a command";
      case Request.History _ -> "opens the list of commands";
      case Request.WhoAmI _ -> "says who you are to the cluster";
      case Request.Decide decide ->
          switch (decide.decision()) {
                case APPROVE -> BuiltInWord.APPROVE.word();
                case DENY -> BuiltInWord.DENY.word();
                case CANCEL -> BuiltInWord.CANCEL.word();
              }
              + (decide.id() == null ? "" : " #" + decide.id());
    };
  }
}
