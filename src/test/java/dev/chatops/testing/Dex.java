package dev.chatops.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.awaitility.Awaitility;

/// A Dex of a test's own on this machine, as an issuer that the API server trusts. Carol can sign
/// in there; to the API server she is [#CAROL].
///
/// Its tokens live for [#LIFE] only, and it gives the next one only once: so a test can see both.
public final class Dex implements AutoCloseable {

  public static final String LOGIN = "carol@example.test";
  public static final String PASSWORD = "carol-pw";
  public static final String CAROL = "dex:" + LOGIN;
  public static final String CLIENT = "chatops-console";
  public static final Duration LIFE = Duration.ofSeconds(40);

  private static final String SECRET = "known-to-the-console-alone";
  private static final String HASH = "$2a$10$Mr/GnR3slI1unoa1Fo5vuualTQooGxO3TUlfT4bgO8YFEBHtsIcs6";

  /// The next token is asked for after 30 s, and the one after that too late.
  private static final Duration REMEMBERED = Duration.ofSeconds(45);

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;
  private final Authority authority;
  private final int port;
  private final HttpClient http;
  private Process process;

  private Dex(Path folder, int port) {
    this.folder = folder;
    this.port = port;
    authority = Authority.create(folder);
    http = HttpClient.newBuilder().sslContext(trusting(authority.certificates())).build();
  }

  /// Starts it, and has the API server trust it.
  ///
  /// @param console address of the console that people come from
  public static Dex start(String console) {
    try {
      var dex = new Dex(Files.createTempDirectory("chatops-dex-"), freePort());
      dex.configure(console);
      dex.run();
      dex.introduce();
      return dex;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static int freePort() {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String issuer() {
    return "https://127.0.0.1:" + port + "/dex";
  }

  /// Settings of a console that offers it.
  public Map<String, String> settings() {
    return Map.of(
        "CHATOPS_CONSOLE_OIDC_ISSUER",
        issuer(),
        "CHATOPS_CONSOLE_OIDC_CLIENT_ID",
        CLIENT,
        "CHATOPS_CONSOLE_OIDC_CLIENT_SECRET",
        SECRET,
        "CHATOPS_CONSOLE_OIDC_CA_FILE",
        authority.certificates().toString());
  }

  /// Reaches it as a browser does, but goes nowhere by itself.
  public HttpClient http() {
    return http;
  }

  private void configure(String console) throws IOException {
    Files.writeString(
        folder.resolve("dex.yaml"),
        """
        issuer: %s
        storage: {type: memory}
        web: {https: "127.0.0.1:%d", tlsCert: %s, tlsKey: %s}
        oauth2: {skipApprovalScreen: true, passwordConnector: local}
        expiry: {idTokens: %ds, refreshTokens: {absoluteLifetime: %ds}}
        enablePasswordDB: true
        staticPasswords:
        - {email: %s, username: carol, userID: "1", hash: "%s"}
        staticClients:
        - {id: %s, name: Console, secret: %s, redirectURIs: ["%s/console/signin/callback"]}
        """
            .formatted(
                issuer(),
                port,
                authority.certificate(),
                authority.key(),
                LIFE.toSeconds(),
                REMEMBERED.toSeconds(),
                LOGIN,
                HASH,
                CLIENT,
                SECRET,
                console));
  }

  private void run() {
    try {
      process =
          new ProcessBuilder("tools/dex/dex", "serve", folder.resolve("dex.yaml").toString())
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("dex.log").toFile())
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Awaitility.await("Dex answers")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(100))
        .failFast("it has ended, see " + folder, () -> !process.isAlive())
        .ignoreExceptions()
        .until(() -> get("/.well-known/openid-configuration").statusCode() == 200);
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(URI.create(issuer() + path)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private void introduce() throws IOException {
    String file =
        """
        apiVersion: apiserver.config.k8s.io/v1
        kind: AuthenticationConfiguration
        jwt:
        - issuer:
            url: %s
            audiences: [%s]
            certificateAuthority: |
        %s
          claimMappings:
            username: {claim: email, prefix: "dex:"}
            groups: {claim: groups, prefix: "dex:"}
        """
            .formatted(
                issuer(),
                CLIENT,
                Files.readString(authority.certificates()).indent(6).stripTrailing());
    Cluster.trust(Files.writeString(folder.resolve("issuers.yaml"), file));
    Awaitility.await("the API server trusts Dex")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(500))
        .until(() -> Cluster.knows(token()));
  }

  /// A token of carol, got without a browser.
  public String token() {
    String proof = Base64.getEncoder().encodeToString((CLIENT + ":" + SECRET).getBytes(UTF_8));
    var request =
        HttpRequest.newBuilder(URI.create(issuer() + "/token"))
            .header("Authorization", "Basic " + proof)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "grant_type=password&scope=openid+email&username="
                        + LOGIN
                        + "&password="
                        + PASSWORD))
            .build();
    try {
      var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      return JSON.readTree(answer.body()).path("id_token").asText();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /// Ends it; the API server trusts nobody but those whom it knew before.
  @Override
  public void close() {
    process.destroy();
    Awaitility.await("Dex ends").atMost(PATIENCE).until(() -> !process.isAlive());
    try {
      Cluster.trust(
          Files.writeString(
              folder.resolve("nobody.yaml"),
              """
              apiVersion: apiserver.config.k8s.io/v1
              kind: AuthenticationConfiguration
              jwt: []
              """));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static SSLContext trusting(Path certificates) {
    try (var pem = Files.newInputStream(certificates)) {
      KeyStore trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      trusted.setCertificateEntry(
          "ca", CertificateFactory.getInstance("X.509").generateCertificate(pem));
      var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted);
      SSLContext tls = SSLContext.getInstance("TLS");
      tls.init(null, trust.getTrustManagers(), null);
      return tls;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
