package dev.chatops.intake;

import dev.chatops.chat.inbound.Answer;
import dev.chatops.chat.inbound.Inbound;
import dev.chatops.intake.answer.Notes;
import dev.chatops.policy.Excerpt;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;

/// Says what became of something that the API server did not store.
final class Trouble {

  private static final int LONGEST = 512;

  private Trouble() {}

  static Answer answer(KubernetesClientException e, Inbound inbound) {
    return refused(e) ? Notes.refusal(sentence(e)) : away(inbound);
  }

  /// Nobody could store it.
  static Answer away(Inbound inbound) {
    return notStored(inbound, "the cluster cannot be reached");
  }

  /// Too many wait for the API server.
  static Answer busy(Inbound inbound) {
    return notStored(inbound, "too much is asked for at once");
  }

  private static Answer notStored(Inbound inbound, String why) {
    String recorded = "Not recorded: " + why + ". ";
    return switch (inbound) {
      case Inbound.Said said when said.way() == Inbound.Way.COMMAND ->
          Notes.notNow(recorded + "Send it again in a minute.");
      case Inbound.Said _ ->
          Notes.notNow(
              "Not recorded yet. It is delivered again for 6 minutes and I will run it then, unless you send something newer. Do not retype.");
      case Inbound.Pressed _ -> Notes.notNow(recorded + "Press again in a minute.");
      case Inbound.Filled filled -> Notes.again(filled, recorded + "Send it again in a minute.");
      case Inbound.Edited _ -> new Answer.Taken();
    };
  }

  /// Whether the same again would be refused again.
  private static boolean refused(KubernetesClientException e) {
    return switch (e.getCode()) {
      case HttpURLConnection.HTTP_BAD_REQUEST,
          HttpURLConnection.HTTP_FORBIDDEN,
          HttpURLConnection.HTTP_NOT_FOUND,
          HttpURLConnection.HTTP_CONFLICT,
          HttpURLConnection.HTTP_ENTITY_TOO_LARGE,
          422 ->
          true;
      default -> false;
    };
  }

  /// The API server's own words, without the client's framing.
  private static String sentence(KubernetesClientException e) {
    String message = e.getStatus() == null ? e.getMessage() : e.getStatus().getMessage();
    return "The cluster refused it: "
        + Excerpt.of(message == null ? "status " + e.getCode() : message, LONGEST);
  }
}
