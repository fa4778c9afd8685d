package dev.chatops.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.testing.Dex;
import dev.chatops.testing.OperatorProcess;
import dev.chatops.testing.OperatorProcesses;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What somebody in the middle may try with a sign-in by OpenID Connect, at a real issuer.
class OidcIT {

  private static final String BEGIN = "/console/signin/oidc";
  private static final String DOES_NOT_HOLD = "did not sign you in, or its answer does not hold";
  private static final String FINISHED = "or is finished already";

  @RegisterExtension static final OperatorProcesses PROCESSES = new OperatorProcesses();

  private static Dex dex;
  private static OperatorProcess console;
  private static String address;

  private final Visitor carol = new Visitor(address);

  @BeforeAll
  static void start() {
    String port = String.valueOf(Dex.freePort());
    address = "http://127.0.0.1:" + port;
    dex = Dex.start(address);
    console = PROCESSES.startConsole("console", port, dex.settings()).awaitReady();
  }

  @AfterAll
  static void stop() {
    dex.close();
  }

  /// Follows the issuer's pages up to the address at which it sends the browser back.
  private static URI atTheIssuer(URI there) {
    URI next = there;
    HttpRequest request = HttpRequest.newBuilder(next).build();
    try {
      while (true) {
        HttpResponse<String> answer =
            dex.http().send(request, HttpResponse.BodyHandlers.ofString());
        var location = answer.headers().firstValue("Location");
        if (location.isPresent()) {
          next = next.resolve(location.get());
          if (next.toString().startsWith(address)) {
            return next;
          }
          request = HttpRequest.newBuilder(next).build();
        } else if (answer.body().contains("name=\"login\"")) {
          request =
              HttpRequest.newBuilder(next)
                  .header("Content-Type", "application/x-www-form-urlencoded")
                  .POST(
                      HttpRequest.BodyPublishers.ofString(
                          "login=" + Dex.LOGIN + "&password=" + Dex.PASSWORD))
                  .build();
        } else {
          throw new AssertionError(answer.statusCode() + " " + answer.body());
        }
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static String path(URI answer) {
    return answer.getRawPath() + "?" + answer.getRawQuery();
  }

  private String user() {
    return carol.get("/console/me").text();
  }

  @Test
  void whoComesBackFromTheIssuerIsSignedInOnce() {
    String answer = path(atTheIssuer(carol.sentTo(BEGIN + "?to=%2Fconsole%2Fme")));

    Visitor.Seen page = carol.get(answer);

    assertThat(page.path()).isEqualTo("/console/me");
    assertThat(page.text()).contains("You are " + Dex.CAROL);
    Visitor.Seen again = carol.get(answer);
    assertThat(again.status()).isEqualTo(400);
    assertThat(again.text()).contains(FINISHED);
  }

  @Test
  void anAnswerIsWorthNothingInAnotherBrowser() {
    String answer = path(atTheIssuer(carol.sentTo(BEGIN)));
    var mallory = new Visitor(address);

    assertThat(mallory.get(answer).text()).contains(FINISHED);
    mallory.sentTo(BEGIN);
    assertThat(mallory.get(answer).text()).contains(DOES_NOT_HOLD);
    assertThat(mallory.get("/console/me").path()).isEqualTo("/console/signin");
  }

  /// Mallory has stolen the code, and puts it into an answer to a question of her own.
  @Test
  void aStolenCodeIsOfNoUseWithoutWhatItsBrowserKeeps() {
    String stolen = parameter(atTheIssuer(carol.sentTo(BEGIN)), "code");
    var mallory = new Visitor(address);
    String state = parameter(mallory.sentTo(BEGIN), "state");

    Visitor.Seen page = mallory.get("/console/signin/callback?code=" + stolen + "&state=" + state);

    assertThat(page.status()).isEqualTo(403);
    assertThat(page.text()).contains(DOES_NOT_HOLD);
  }

  @Test
  void aCodeCountsOnce() {
    String kept = carol.kept();
    URI question = carol.sentTo(BEGIN);
    var double_ = carol.copy();
    String answer = path(atTheIssuer(question));
    carol.get(answer);

    Visitor.Seen page = double_.get(answer);

    assertThat(kept).doesNotContain("signin");
    assertThat(page.status()).isEqualTo(403);
    assertThat(console.log()).contains("signed nobody in: invalid_grant");
  }

  @ParameterizedTest
  @ValueSource(strings = {"state", "nonce", "code_challenge"})
  void whatWasAskedMayNotBeChangedOnTheWay(String name) {
    String question = carol.sentTo(BEGIN).toString();
    String other = question.replaceFirst("([?&]" + name + "=)[^&]{4}", "$1XXXX");

    Visitor.Seen page = carol.get(path(atTheIssuer(URI.create(other))));

    assertThat(other).isNotEqualTo(question);
    assertThat(page.status()).isEqualTo(403);
    assertThat(page.text()).contains(DOES_NOT_HOLD);
    assertThat(user()).doesNotContain(Dex.CAROL);
  }

  @ParameterizedTest
  @ValueSource(strings = {"iss=https%3A%2F%2Fevil.example", "error=access_denied&code="})
  void anAnswerThatNamesAnotherIssuerOrAnErrorSignsNobodyIn(String more) {
    URI answer = atTheIssuer(carol.sentTo(BEGIN));

    Visitor.Seen page = carol.get(path(answer) + "&" + more);

    assertThat(page.status()).isEqualTo(403);
    assertThat(user()).doesNotContain(Dex.CAROL);
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://evil.example/", "//evil.example/", "/console//evil.example"})
  void signingInLeadsNowhereElse(String to) {
    URI question = carol.sentTo(BEGIN + "?to=" + URLEncoder.encode(to, UTF_8));

    assertThat(question.toString()).startsWith(dex.issuer() + "/auth");
    assertThat(carol.get(path(atTheIssuer(question))).path()).isEqualTo("/console/");
  }

  @Test
  void theQuestionNamesAChallengeAndNoSecret() {
    URI question = carol.sentTo(BEGIN);

    assertThat(question.getQuery())
        .contains("code_challenge_method=S256", "response_type=code")
        .contains("redirect_uri=" + address + "/console/signin/callback", "offline_access")
        .doesNotContain("secret", "verifier");
    assertThat(carol.kept()).contains("chatops-console-signin");
  }

  private static String parameter(URI address, String name) {
    return address.getRawQuery().replaceAll("(^|.*&)" + name + "=([^&]*).*", "$2");
  }
}
