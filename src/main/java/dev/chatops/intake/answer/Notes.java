package dev.chatops.intake.answer;

import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.chat.Button;
import dev.chatops.chat.Card;
import dev.chatops.chat.Element;
import dev.chatops.chat.Severity;
import dev.chatops.chat.Span;
import dev.chatops.chat.Text;
import dev.chatops.chat.inbound.Answer;
import dev.chatops.chat.inbound.Inbound;
import dev.chatops.identity.Identity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// Short answers: what was, or was not, done, and the next step.
public final class Notes {

  private Notes() {}

  /// Something was not done, because a rule says so.
  public static Answer refusal(String sentence) {
    return new Answer.Whisper(card(Severity.STOPPED, "Not done", sentence));
  }

  /// Nothing was to be done.
  public static Answer remark(String title, String sentence) {
    return new Answer.Whisper(card(Severity.OK, title, sentence));
  }

  /// A message is read once.
  public static Answer edited() {
    return remark("Edits are not read", "I read a message once: send it again.");
  }

  /// The same, where what the message asked for before may still be stopped.
  ///
  /// @param cancel token to cancel it
  public static Answer edited(ChatCommand open, String cancel) {
    String sentence =
        "I read a message once: send it again. What it said at first was taken as %s %s, which has not ended: cancel that if you no longer want it."
            .formatted(open.getSpec().command(), Records.id(open));
    return new Answer.Whisper(
        new Card(
            Severity.OK,
            "Edits are not read",
            List.of(Text.plain(sentence)),
            List.of(
                new Button("cancel", cancel, "Cancel", Button.Style.NORMAL, Button.Asks.NOTHING)),
            sentence,
            null));
  }

  /// Nobody could store it.
  public static Answer notNow(String sentence) {
    return new Answer.NotNow(card(Severity.HELD, "Not recorded yet", sentence));
  }

  /// The form stays open, with what was typed. One without fields cannot.
  public static Answer again(Inbound.Filled form, String sentence) {
    return form.values().keySet().stream()
        .min(Comparator.naturalOrder())
        .<Answer>map(field -> new Answer.Again(Map.of(field, sentence)))
        .orElseGet(() -> notNow(sentence));
  }

  /// Who somebody is taken for.
  public static Answer known(Identity.Known who) {
    List<String> groups = who.user().groups() == null ? List.of() : who.user().groups();
    return new Answer.Whisper(
        new Card(
            Severity.OK,
            "You are " + who.person(),
            List.of(
                new Element.Fields(
                    List.of(
                        field("Person", who.person()),
                        field("User name", who.user().username()),
                        field("Groups", String.join(", ", groups))))),
            List.of(),
            "You are " + who.person() + ", " + who.user().username() + " in the cluster.",
            null));
  }

  /// How somebody becomes known.
  ///
  /// @param why nobody knows them, in one sentence
  public static Answer unknown(String why, String workspace, String user) {
    var body = new ArrayList<Element>();
    body.add(Text.plain(why));
    body.add(
        Text.plain(
            "An administrator applies this, with your name, and the name and groups that you have in the cluster:"));
    body.add(new Element.Code(identity(workspace, user)));
    return new Answer.Whisper(
        new Card(Severity.STOPPED, "Nobody knows you", body, List.of(), why, null));
  }

  private static String identity(String workspace, String user) {
    return """
    apiVersion: chatops.dev/v1alpha1
    kind: ChatIdentity
    metadata:
      name: your-name
    spec:
      person: Your Name
      username: your-name-in-the-cluster
      groups: []
      accounts:
      - workspace: %s
        user: %s
    """
        .formatted(workspace, user);
  }

  static Element.Field field(String label, String value) {
    return new Element.Field(label, Text.of(new Span.Plain(value)));
  }

  private static Card card(Severity severity, String title, String sentence) {
    return new Card(severity, title, List.of(Text.plain(sentence)), List.of(), sentence, null);
  }
}
