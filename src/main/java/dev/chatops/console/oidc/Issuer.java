package dev.chatops.console.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationResponse;
import com.nimbusds.openid.connect.sdk.AuthenticationResponseParser;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An OpenID Connect issuer that the API server trusts, too. Blocks while it asks; for any thread.
public final class Issuer {

  /// Beyond `openid`; asked for where the issuer knows them. Others refuse a scope they do not
  /// know.
  private static final List<String> WISHES =
      List.of("email", "profile", "groups", "offline_access");

  private final Client client;
  private final Wire wire;
  private volatile @Nullable Provider provider;

  public Issuer(Client client) {
    this.client = client;
    wire = Wire.trusting(client.authorities());
  }

  /// What people know it as.
  public String name() {
    return client.name();
  }

  /// Where the browser goes to sign in.
  ///
  /// @param back where the issuer sends it afterwards
  /// @throws IOException while the issuer does not answer
  public URI begin(Attempt attempt, URI back) throws IOException {
    Provider now = provider();
    var scope = new Scope("openid");
    WISHES.stream().filter(now::knows).forEach(scope::add);
    return new AuthenticationRequest.Builder(
            ResponseType.CODE, scope, new ClientID(client.id()), back)
        .endpointURI(now.authorization())
        .state(new State(attempt.state()))
        .nonce(new Nonce(attempt.nonce()))
        .codeChallenge(new CodeVerifier(attempt.verifier()), CodeChallengeMethod.S256)
        .build()
        .toURI();
  }

  /// Takes the token for which the issuer sent the browser back.
  ///
  /// @param answer the address that the browser came to, with its query
  public Outcome finish(Attempt attempt, URI back, URI answer) {
    try {
      AuthenticationResponse response = AuthenticationResponseParser.parse(answer);
      if (!new State(attempt.state()).equals(response.getState())) {
        return new Outcome.Refused("the answer is not of this attempt");
      }
      if (response.getIssuer() != null
          && !response.getIssuer().getValue().equals(client.issuer().toString())) {
        return new Outcome.Refused("the answer is of another issuer");
      }
      if (!response.indicatesSuccess()) {
        return new Outcome.Refused(response.toErrorResponse().getErrorObject().getCode());
      }
      AuthorizationCode code = response.toSuccessResponse().getAuthorizationCode();
      return code == null
          ? new Outcome.Refused("the answer has no code")
          : ask(
              new AuthorizationCodeGrant(code, back, new CodeVerifier(attempt.verifier())),
              new Nonce(attempt.nonce()));
    } catch (ParseException e) {
      return new Outcome.Refused("the answer cannot be read");
    }
  }

  /// The next token of the same person.
  ///
  /// @param idToken the one before
  public Outcome renew(String refreshToken, String idToken) {
    Outcome outcome = ask(new RefreshTokenGrant(new RefreshToken(refreshToken)), null);
    return outcome instanceof Outcome.Granted granted
            && !subject(granted.idToken()).equals(subject(idToken))
        ? new Outcome.Refused("the next token is of somebody else")
        : outcome;
  }

  private static String subject(String idToken) {
    try {
      return String.valueOf(JWTParser.parse(idToken).getJWTClaimsSet().getSubject());
    } catch (java.text.ParseException e) {
      return "";
    }
  }

  private Outcome ask(AuthorizationGrant grant, @Nullable Nonce nonce) {
    try {
      Provider now = provider();
      TokenResponse answer = OIDCTokenResponseParser.parse(wire.send(request(now, grant)));
      if (!answer.indicatesSuccess()) {
        var error = answer.toErrorResponse().getErrorObject();
        return error.getHTTPStatusCode() >= 500
            ? new Outcome.Away("status " + error.getHTTPStatusCode())
            : new Outcome.Refused(String.valueOf(error.getCode()));
      }
      var tokens = ((OIDCTokenResponse) answer.toSuccessResponse()).getOIDCTokens();
      if (tokens.getIDToken() == null) {
        return new Outcome.Refused("no id token");
      }
      var claims = now.checked(tokens.getIDToken(), nonce);
      return new Outcome.Granted(
          tokens.getIDTokenString(),
          claims.getExpirationTime().toInstant(),
          Optional.ofNullable(tokens.getRefreshToken()).map(RefreshToken::getValue));
    } catch (BadJOSEException e) {
      return new Outcome.Refused("the id token does not hold: " + e.getMessage());
    } catch (ParseException e) {
      return new Outcome.Refused("its answer cannot be read");
    } catch (IOException | JOSEException e) {
      return new Outcome.Away(String.valueOf(e.getMessage()));
    }
  }

  private TokenRequest request(Provider now, AuthorizationGrant grant) {
    var id = new ClientID(client.id());
    return client
        .secret()
        .map(secret -> new ClientSecretBasic(id, new Secret(secret)))
        .map(proof -> new TokenRequest.Builder(now.token(), proof, grant))
        .orElseGet(() -> new TokenRequest.Builder(now.token(), id, grant))
        .build();
  }

  /// Read once: what an issuer says of itself stays, but for its keys.
  private Provider provider() throws IOException {
    Provider known = provider;
    if (known == null) {
      try {
        known = Provider.discover(client, wire);
      } catch (GeneralException e) {
        throw new IOException(client.issuer() + " is no such issuer: " + e.getMessage(), e);
      }
      provider = known;
    }
    return known;
  }
}
