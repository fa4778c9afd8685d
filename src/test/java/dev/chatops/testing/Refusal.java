package dev.chatops.testing;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.regex.Pattern;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/// How the API server refused a request.
///
/// @param by the admission policy, `RBAC`, or `schema`
/// @param sentence what the person reads, without the standard words before it; the whole message
///   where no policy refused
public record Refusal(int code, String by, String sentence) {

  private static final Pattern POLICY =
      Pattern.compile(
          ".* (?:is forbidden|is invalid|): ValidatingAdmissionPolicy '([^']+)\\.chatops\\.dev' with"
              + " binding '\\1\\.chatops\\.dev' denied request: (.*)");

  /// The refusal that a request meets; a request that is accepted fails the test.
  public static Refusal of(ThrowingCallable request) {
    var refused = catchThrowableOfType(KubernetesClientException.class, request);
    if (refused == null) {
      throw new AssertionError("the API server accepted the request");
    }
    String message = refused.getStatus().getMessage();
    var policy = POLICY.matcher(message);
    if (policy.matches()) {
      return new Refusal(refused.getCode(), policy.group(1), policy.group(2));
    }
    return new Refusal(refused.getCode(), refused.getCode() == 403 ? "RBAC" : "schema", message);
  }

  public static Refusal forbidden(String policy, String sentence) {
    return new Refusal(403, policy, sentence);
  }

  public static Refusal invalid(String policy, String sentence) {
    return new Refusal(422, policy, sentence);
  }
}
