package dev.chatops.console.oidc;

import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jose.util.ResourceRetriever;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/// The way to an issuer: soon or not at all. A request with a secret or a code in it goes nowhere
/// but where it was sent.
///
/// @param sockets null where the system's authorities are trusted
record Wire(@Nullable SSLSocketFactory sockets) {

  /// Somebody waits in front of a page.
  private static final int PATIENCE = 5_000;

  private static final int LONGEST = 256 * 1024;

  static Wire trusting(Optional<Path> authorities) {
    return new Wire(authorities.map(Wire::sockets).orElse(null));
  }

  HTTPResponse send(TokenRequest request) throws IOException {
    HTTPRequest http = request.toHTTPRequest();
    configure(http);
    return http.send();
  }

  void configure(HTTPRequest http) {
    http.setConnectTimeout(PATIENCE);
    http.setReadTimeout(PATIENCE);
    http.setFollowRedirects(false);
    if (sockets != null) {
      http.setSSLSocketFactory(sockets);
    }
  }

  ResourceRetriever retriever() {
    return new DefaultResourceRetriever(PATIENCE, PATIENCE, LONGEST, true, sockets);
  }

  private static SSLSocketFactory sockets(Path authorities) {
    try (InputStream pem = Files.newInputStream(authorities)) {
      KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
      trusted.load(null, null);
      for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
        trusted.setCertificateEntry("authority-" + trusted.size(), each);
      }
      if (trusted.size() == 0) {
        throw new IllegalArgumentException(authorities + " has no certificate");
      }
      var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted);
      SSLContext tls = SSLContext.getInstance("TLS");
      tls.init(null, trust.getTrustManagers(), null);
      return tls.getSocketFactory();
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalArgumentException(
          "the authorities of the OpenID Connect issuer cannot be read from " + authorities, e);
    }
  }
}
