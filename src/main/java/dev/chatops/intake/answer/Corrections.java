package dev.chatops.intake.answer;

import dev.chatops.chat.Button;
import dev.chatops.chat.Card;
import dev.chatops.chat.Element;
import dev.chatops.chat.Severity;
import dev.chatops.chat.Span;
import dev.chatops.chat.Text;
import dev.chatops.chat.inbound.Answer;
import dev.chatops.intake.grammar.Misunderstanding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// What was not understood, where, and what could be said instead.
public final class Corrections {

  /// Says a line that was offered.
  public static final String CHOOSE = "choose";

  /// Opens the form of a command.
  public static final String FILL = "fill";

  private static final int BEFORE = 40;
  private static final int BEHIND = 40;

  private Corrections() {}

  /// @param tokens of a line, where it fits into one
  public static Answer of(
      Misunderstanding misunderstanding, Function<String, Optional<String>> tokens) {
    var body = new ArrayList<Element>();
    body.add(Text.plain(misunderstanding.message()));
    if (!misunderstanding.line().isEmpty()) {
      body.add(new Element.Code(pointed(misunderstanding.line(), misunderstanding.at())));
    }
    List<String> offers = misunderstanding.offers();
    if (!offers.isEmpty()) {
      body.add(
          new Element.Bullets(
              offers.stream().map(offer -> Text.of(new Span.Code(offer))).toList()));
    }
    return new Answer.Whisper(
        new Card(
            Severity.STOPPED,
            title(misunderstanding),
            body,
            buttons(misunderstanding, tokens),
            misunderstanding.message(),
            null));
  }

  private static String title(Misunderstanding misunderstanding) {
    return switch (misunderstanding) {
      case Misunderstanding.Unclear _ -> "Not understood, nothing was done";
      case Misunderstanding.Incomplete _ -> "Something is missing, nothing was done";
      case Misunderstanding.Choice _ -> "Which do you mean? Nothing was done yet";
    };
  }

  private static List<Button> buttons(
      Misunderstanding misunderstanding, Function<String, Optional<String>> tokens) {
    return switch (misunderstanding) {
      case Misunderstanding.Unclear _ -> List.of();
      case Misunderstanding.Incomplete incomplete ->
          tokens
              .apply(incomplete.soFar().line())
              .map(token -> button(FILL, token, "Fill in", Button.Style.PRIMARY))
              .stream()
              .toList();
      case Misunderstanding.Choice choice ->
          choice.readings().stream()
              .flatMap(reading ->
                  tokens
                      .apply(reading.line())
                      .map(token ->
                          button(
                              CHOOSE,
                              token,
                              label(reading.command() + " in " + reading.namespace()),
                              Button.Style.NORMAL))
                      .stream())
              .toList();
    };
  }

  private static Button button(String action, String token, String label, Button.Style style) {
    return new Button(action, token, label, style, Button.Asks.NOTHING);
  }

  private static String label(String label) {
    return label.length() > Button.LABEL ? label.substring(0, Button.LABEL - 1) + "…" : label;
  }

  /// The stretch of the line where it went wrong, and a mark under the place.
  private static String pointed(String line, int at) {
    int[] points = line.codePoints().toArray();
    int from = Math.max(0, at - BEFORE);
    int to = Math.min(points.length, at + BEHIND);
    String cut = from > 0 ? "…" : "";
    String shown = cut + new String(points, from, to - from) + (to < points.length ? "…" : "");
    return shown + "\n" + " ".repeat(cut.length() + at - from) + "^";
  }
}
