package dev.chatops.console.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which tokens of an issuer hold.
class ProviderTest {

  private static final String ISSUER = "https://login.example.com";
  private static final Client CLIENT =
      new Client(URI.create(ISSUER), "console", Optional.empty(), Optional.empty());
  private static final Nonce NONCE = new Nonce("a-nonce-of-our-own");
  private static final ECKey KEY = key("one");

  private static ECKey key(String id) {
    try {
      return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  private static OIDCProviderMetadata said(String change) throws Exception {
    String said =
        """
        {"issuer": "https://login.example.com", "jwks_uri": "https://login.example.com/keys",
         "authorization_endpoint": "https://login.example.com/auth",
         "token_endpoint": "https://login.example.com/token",
         "response_types_supported": ["code"], "subject_types_supported": ["public"],
         "scopes_supported": ["openid", "email"],
         "id_token_signing_alg_values_supported": ["ES256", "HS256"]}
        """;
    String[] both = change.split(" -> ", -1);
    return OIDCProviderMetadata.parse(both.length == 2 ? said.replace(both[0], both[1]) : said);
  }

  private static Provider provider() throws Exception {
    return Provider.of(said(""), CLIENT, new ImmutableJWKSet<>(new JWKSet(KEY.toPublicJWK())));
  }

  private static JWTClaimsSet claims(Consumer<JWTClaimsSet.Builder> change) {
    Instant now = Instant.now();
    var claims =
        new JWTClaimsSet.Builder()
            .issuer(ISSUER)
            .audience("console")
            .subject("carol")
            .claim("nonce", NONCE.getValue())
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plus(Duration.ofMinutes(5))));
    change.accept(claims);
    return claims.build();
  }

  private static JWT signed(ECKey key, JWTClaimsSet claims) throws JOSEException {
    var token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(), claims);
    token.sign(new ECDSASigner(key));
    return token;
  }

  private static void assertRefused(JWT token, Nonce nonce) {
    assertThatThrownBy(() -> provider().checked(token, nonce)).isInstanceOf(BadJOSEException.class);
  }

  @Test
  void aTokenOfTheIssuerForThisClientAndThisAttemptHolds() throws Exception {
    var claims = provider().checked(signed(KEY, claims(c -> {})), NONCE);

    assertThat(claims.getSubject().getValue()).isEqualTo("carol");
  }

  @Test
  void aTokenOfAnotherIssuerAudienceAttemptOrTimeDoesNot() throws Exception {
    Instant longAgo = Instant.now().minus(Duration.ofMinutes(5));
    assertRefused(signed(KEY, claims(c -> c.issuer("https://evil.example"))), NONCE);
    assertRefused(signed(KEY, claims(c -> c.audience("another"))), NONCE);
    assertRefused(signed(KEY, claims(c -> c.claim("nonce", "another"))), NONCE);
    assertRefused(signed(KEY, claims(c -> c.claim("nonce", null))), NONCE);
    assertRefused(signed(KEY, claims(c -> c.subject(null))), NONCE);
    assertRefused(signed(KEY, claims(c -> c.expirationTime(Date.from(longAgo)))), NONCE);
  }

  @Test
  void aTokenThatTheIssuerDidNotSignDoesNot() throws Exception {
    assertRefused(signed(key("one"), claims(c -> {})), NONCE);
    assertRefused(signed(key("two"), claims(c -> {})), NONCE);
    assertRefused(new PlainJWT(claims(c -> {})), NONCE);
  }

  /// The issuer says that it uses them; then everybody who knows the client's secret could.
  @Test
  void aTokenThatIsSignedWithASecretDoesNot() throws Exception {
    var token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("one").build(), claims(c -> {}));
    token.sign(new MACSigner(KEY.toPublicJWK().toJSONString()));

    assertRefused(token, NONCE);
  }

  @ParameterizedTest
  @CsvSource({
    "https://login.example.com/auth -> http://login.example.com/auth",
    "https://login.example.com/token -> http://login.example.com/token",
    "\"ES256\" -> \"none\""
  })
  void anIssuerThatIsNotSafeIsNone(String change) throws Exception {
    OIDCProviderMetadata said = said(change);

    assertThatThrownBy(() -> Provider.of(said, CLIENT, new ImmutableJWKSet<>(new JWKSet(KEY))))
        .isInstanceOf(GeneralException.class);
  }

  @Test
  void onlyScopesThatItKnowsAreAskedFor() throws Exception {
    assertThat(provider().knows("email")).isTrue();
    assertThat(provider().knows("groups")).isFalse();
  }

  @Test
  void anIssuerIsReachedOverHttps() {
    assertThatThrownBy(() ->
            new Client(
                URI.create("http://login.example.com"),
                "console",
                Optional.empty(),
                Optional.empty()))
        .hasMessageContaining("must be an https address");
    assertThat(new Client(URI.create(ISSUER), "console", Optional.of("sesame"), Optional.empty()))
        .asString()
        .doesNotContain("sesame");
  }

  @Test
  void whileItDoesNotAnswerNobodyIsSentThere() {
    var away =
        new Issuer(
            new Client(
                URI.create("https://127.0.0.1:1/"), "console", Optional.empty(), Optional.empty()));
    var attempt = Attempt.begin("/console/", Instant.now());
    URI back = URI.create("https://console.example.com/console/signin/callback");

    assertThatThrownBy(() -> away.begin(attempt, back)).isInstanceOf(IOException.class);
    assertThat(away.finish(attempt, back, URI.create(back + "?code=c&state=" + attempt.state())))
        .isInstanceOf(Outcome.Away.class);
    assertThat(away.renew("token", "token")).isInstanceOf(Outcome.Away.class);
  }

  @Test
  void aTokenIsReplacedBeforeItEnds() {
    Instant now = Instant.parse("2026-01-31T12:00:00Z");
    var hour = new Outcome.Granted("id", now.plusSeconds(3600), Optional.of("sesame"));
    var minute = new Outcome.Granted("id", now.plusSeconds(60), Optional.of("sesame"));

    assertThat(hour.renewal(now).orElseThrow().due()).isEqualTo(now.plusSeconds(3540));
    assertThat(minute.renewal(now).orElseThrow().due()).isEqualTo(now.plusSeconds(45));
    assertThat(hour.toString()).doesNotContain("sesame", "id,");
  }
}
