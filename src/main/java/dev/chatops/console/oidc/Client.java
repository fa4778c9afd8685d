package dev.chatops.console.oidc;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/// This console, as the issuer knows it.
///
/// @param issuer as the API server is told, too; always https
/// @param id must be an audience that the API server takes
/// @param secret empty for a public client
/// @param authorities file with the certificates to trust in place of the system's; PEM
public record Client(URI issuer, String id, Optional<String> secret, Optional<Path> authorities) {

  public Client {
    if (!"https".equals(issuer.getScheme()) || issuer.getHost() == null) {
      throw new IllegalArgumentException(
          "the OpenID Connect issuer '%s' must be an https address, as the API server wants it"
              .formatted(issuer));
    }
  }

  /// What people read on the button.
  public String name() {
    return issuer.getHost();
  }

  /// Without the secret.
  @Override
  public String toString() {
    return "Client[" + id + " of " + issuer + "]";
  }
}
