package dev.chatops.console.cluster;

import dev.chatops.policy.Excerpt;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.regex.Pattern;

/// The API server's no, for people.
final class Refusals {

  private static final int LONGEST = 512;

  /// What a refusing admission rule says in front of its own message.
  private static final Pattern FRAME =
      Pattern.compile(
          "^.*?ValidatingAdmissionPolicy '[^']*' with binding '[^']*' denied request: ");

  private Refusals() {}

  /// @throws KubernetesClientException what is no refusal: nobody knows, or is signed in
  static Outcome.Refused of(KubernetesClientException e) {
    return switch (e.getCode()) {
      case HttpURLConnection.HTTP_BAD_REQUEST,
          HttpURLConnection.HTTP_FORBIDDEN,
          HttpURLConnection.HTTP_NOT_FOUND,
          HttpURLConnection.HTTP_CONFLICT,
          HttpURLConnection.HTTP_ENTITY_TOO_LARGE,
          422 ->
          new Outcome.Refused(sentence(e));
      default -> throw e;
    };
  }

  private static String sentence(KubernetesClientException e) {
    String message = e.getStatus() == null ? e.getMessage() : e.getStatus().getMessage();
    if (message == null) {
      return "The cluster refused it with status " + e.getCode() + ".";
    }
    var framed = FRAME.matcher(message);
    return framed.find()
        ? Excerpt.of(framed.replaceFirst(""), LONGEST)
        : "The cluster refused it: " + Excerpt.of(message, LONGEST);
  }
}
