package dev.chatops.intake.answer;

import dev.chatops.api.v1alpha1.Parameter;
import dev.chatops.chat.Card;
import dev.chatops.chat.Element;
import dev.chatops.chat.Severity;
import dev.chatops.chat.Span;
import dev.chatops.chat.Text;
import dev.chatops.chat.inbound.Answer;
import dev.chatops.policy.BuiltInWord;
import dev.chatops.policy.Definition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What can be said, and how.
public final class Guide {

  /// More names help nobody.
  private static final int NAMES = 10;

  private Guide() {}

  /// A command that somebody may run.
  ///
  /// @param namespace that has to be named; null where only one can be meant
  /// @param approvers who may approve it, as far as was asked; empty where nobody has to
  public record Offer(@Nullable String namespace, Definition definition, List<String> approvers) {
    public Offer {
      approvers = List.copyOf(approvers);
    }

    private String usage() {
      return definition.usage() + (namespace == null ? "" : " in " + namespace);
    }

    private String consent() {
      var policy = definition.spec().approval();
      if (policy == null) {
        return "";
      }
      String names =
          String.join(", ", approvers.subList(0, Math.min(NAMES, approvers.size())))
              + (approvers.size() > NAMES ? " and others" : "");
      return " Needs %d %s%s."
          .formatted(
              policy.count(),
              policy.count() == 1 ? "approval" : "approvals",
              names.isEmpty() ? "" : " of " + names);
    }
  }

  public static Answer overview() {
    return whisper(
        "What you can say",
        List.of(
            new Element.Bullets(
                Arrays.stream(BuiltInWord.values())
                    .map(word -> Text.of(new Span.Code(word.usage())))
                    .toList()),
            Text.of(
                new Span.Plain("Commands begin with their own words: "),
                new Span.Code("list"),
                new Span.Plain(" shows those that you may run here, "),
                new Span.Code("help <command>"),
                new Span.Plain(" shows one of them."))));
  }

  public static Answer word(BuiltInWord word) {
    return whisper("How to say " + word.word(), List.of(Text.of(new Span.Code(word.usage()))));
  }

  /// @param more how many there are that are not shown
  public static Answer commands(List<Offer> offers, int more) {
    if (offers.isEmpty()) {
      return Notes.remark(
          "Nothing to run here",
          "There is no command that you may run here: it takes the verb run on its AllowedCommand. help tells what else you can say.");
    }
    var body = new ArrayList<Element>();
    body.add(
        new Element.Bullets(
            offers.stream()
                .map(offer ->
                    Text.of(
                        new Span.Code(offer.usage()),
                        new Span.Plain(" " + description(offer.definition()) + offer.consent())))
                .toList()));
    if (more > 0) {
      body.add(Text.plain("And %d more; help <command> shows one.".formatted(more)));
    }
    return whisper("What you may run here", body);
  }

  public static Answer command(Offer offer) {
    var body = new ArrayList<Element>();
    Definition definition = offer.definition();
    body.add(Text.of(new Span.Code(offer.usage())));
    body.add(Text.plain((description(definition) + offer.consent()).strip()));
    List<Parameter> parameters = definition.spec().declaredParameters();
    if (!parameters.isEmpty()) {
      body.add(new Element.Bullets(parameters.stream().map(Guide::parameter).toList()));
    }
    if (Boolean.TRUE.equals(definition.spec().reasonRequired())) {
      body.add(Text.plain("It needs a reason: because … at the end."));
    }
    return whisper("How to say " + definition.name(), body);
  }

  private static Text parameter(Parameter parameter) {
    var words = new StringBuilder(" ");
    words.append(parameter.kind().name().toLowerCase(Locale.ROOT));
    words.append(parameter.mandatory() ? ", needed" : ", may be left out");
    if (parameter.defaultValue() != null) {
      words.append(", else ").append(parameter.defaultValue());
    }
    if (parameter.values() != null) {
      words.append(", one of ").append(String.join(", ", parameter.values()));
    }
    if (parameter.description() != null) {
      words.append(": ").append(parameter.description());
    }
    if (parameter.examples() != null) {
      words.append(", such as ").append(String.join(" or ", parameter.examples()));
    }
    return Text.of(new Span.Code(parameter.name()), new Span.Plain(words.toString()));
  }

  private static String description(Definition definition) {
    String description = definition.spec().description();
    return description == null ? "" : description + (description.endsWith(".") ? "" : ".");
  }

  private static Answer whisper(String title, List<Element> body) {
    return new Answer.Whisper(new Card(Severity.OK, title, body, List.of(), title, null));
  }
}
