package dev.chatops.chat.slack;

import com.slack.api.methods.SlackApiException;
import dev.chatops.chat.DeliveryFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What Slack's errors mean for a message. Pure.
///
/// The words are those of the method pages of docs.slack.dev. An error that is not known there is
/// taken for a refusal: Slack says `ok: false` when it did not do what was asked.
final class Failures {

  /// What Slack waits where it does not say.
  static final Duration PAUSE = Duration.ofSeconds(30);

  private static final Set<String> CREDENTIALS =
      Set.of(
          "access_denied",
          "account_inactive",
          "ekm_access_denied",
          "enterprise_is_restricted",
          "invalid_auth",
          "missing_scope",
          "no_permission",
          "not_allowed_token_type",
          "not_authed",
          "org_login_required",
          "team_access_not_granted",
          "token_expired",
          "token_revoked",
          "two_factor_setup_required");

  /// "Some aspect of the operation may have succeeded before the error was raised."
  private static final Set<String> PERHAPS =
      Set.of(
          "fatal_error",
          "internal_error",
          "request_timeout",
          "service_unavailable",
          "team_added_to_org");

  private static final Set<String> TOO_MANY = Set.of("rate_limited", "ratelimited");

  private Failures() {}

  /// The answer was read, and says that it did not work.
  static DeliveryFailure of(@Nullable String error) {
    if (error == null) {
      return new DeliveryFailure.Unknown("Slack said neither yes nor no", null);
    }
    if (CREDENTIALS.contains(error)) {
      return new DeliveryFailure.Unauthorised(error);
    }
    if (PERHAPS.contains(error)) {
      return new DeliveryFailure.Unknown(error, null);
    }
    return TOO_MANY.contains(error)
        ? new DeliveryFailure.RetryAfter(PAUSE)
        : new DeliveryFailure.Rejected(error);
  }

  /// The answer is not one of the Web API, but of something before it.
  static DeliveryFailure of(SlackApiException answer) {
    int status = answer.getResponse().code();
    if (status == 429) {
      return new DeliveryFailure.RetryAfter(pause(answer.getResponse().header("Retry-After")));
    }
    if (status == 401 || status == 403) {
      return new DeliveryFailure.Unauthorised("HTTP " + status);
    }
    return status >= 500
        ? new DeliveryFailure.Unknown("HTTP " + status, null)
        : new DeliveryFailure.Rejected("HTTP " + status);
  }

  /// No answer, or half of one.
  static DeliveryFailure of(IOException trouble) {
    for (Throwable cause = trouble; cause != null; cause = cause.getCause()) {
      if (cause instanceof Sent) {
        return new DeliveryFailure.Unknown("no answer from Slack", trouble);
      }
    }
    return new DeliveryFailure.Unreachable(trouble);
  }

  private static Duration pause(@Nullable String seconds) {
    return seconds != null && seconds.matches("\\d{1,5}")
        ? Duration.ofSeconds(Long.parseLong(seconds))
        : PAUSE;
  }

  /// Trouble after the request had begun to leave: Slack may have it.
  static final class Sent extends IOException {
    Sent(IOException cause) {
      super(cause);
    }
  }
}
