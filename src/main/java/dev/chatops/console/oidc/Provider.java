package dev.chatops.console.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWT;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import java.io.IOException;
import java.net.URI;
import java.util.HashSet;
import org.jspecify.annotations.Nullable;

/// What an issuer says of itself, and the check of its tokens.
record Provider(OIDCProviderMetadata said, IDTokenValidator validator) {

  /// @throws GeneralException when it does not say what it must, or is another than it was asked as
  static Provider discover(Client client, Wire wire) throws IOException, GeneralException {
    var said = OIDCProviderMetadata.resolve(new Issuer(client.issuer()), wire::configure);
    return of(
        said,
        client,
        JWKSourceBuilder.<SecurityContext>create(
                https(said.getJWKSetURI(), "jwks_uri").toURL(), wire.retriever())
            .refreshAheadCache(false)
            .build());
  }

  static Provider of(OIDCProviderMetadata said, Client client, JWKSource<SecurityContext> keys)
      throws GeneralException {
    https(said.getAuthorizationEndpointURI(), "authorization_endpoint");
    https(said.getTokenEndpointURI(), "token_endpoint");
    // Those that are made with a private key: never "none", never a secret that the client knows.
    var algorithms = new HashSet<>(JWSAlgorithm.Family.SIGNATURE);
    if (said.getIDTokenJWSAlgs() != null) {
      algorithms.retainAll(said.getIDTokenJWSAlgs());
    }
    if (algorithms.isEmpty()) {
      throw new GeneralException("it signs with nothing that holds");
    }
    return new Provider(
        said,
        new IDTokenValidator(
            said.getIssuer(),
            new ClientID(client.id()),
            new JWSVerificationKeySelector<>(algorithms, keys),
            null));
  }

  private static URI https(@Nullable URI address, String name) throws GeneralException {
    if (address == null || !"https".equals(address.getScheme())) {
      throw new GeneralException("its " + name + " is no https address");
    }
    return address;
  }

  URI authorization() {
    return said.getAuthorizationEndpointURI();
  }

  URI token() {
    return said.getTokenEndpointURI();
  }

  boolean knows(String scope) {
    return said.getScopes() != null && said.getScopes().contains(scope);
  }

  /// Signature, issuer, audience, time and nonce.
  ///
  /// @param nonce null where the token is the next one of a person who is signed in
  IDTokenClaimsSet checked(JWT token, @Nullable Nonce nonce)
      throws BadJOSEException, JOSEException {
    return validator.validate(token, nonce);
  }
}
