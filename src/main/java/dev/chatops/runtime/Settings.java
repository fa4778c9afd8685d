package dev.chatops.runtime;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/// Settings of the process; each is an environment variable, too (`CHATOPS_ROLES=operator`).
@ConfigMapping(prefix = "chatops")
public interface Settings {

  /// What this process does.
  @WithDefault("operator")
  Set<Role> roles();

  /// Namespace of the operator itself, where its lease lives.
  @WithDefault("chatops-system")
  String namespace();

  /// Whether replicas elect a leader. Off only where one process runs.
  @WithDefault("true")
  boolean leaderElection();

  /// Of the roles console and gateway.
  Console console();

  /// Settings of the web console (`CHATOPS_CONSOLE_CLUSTER=prod-eu`).
  interface Console {

    /// What people call the cluster; it stands on every page.
    @WithDefault("kubernetes")
    String cluster();

    /// Where people's browsers reach it, such as `https://chatops.example.com`; cards in chat link
    /// to it. Unset: they do not.
    Optional<String> url();

    /// Sign-in by OpenID Connect. Unset: with a token only.
    Optional<Oidc> oidc();

    /// Folder with the codes of `make demo`. Unset in every real installation.
    Optional<Path> demoCodes();

    /// An issuer that the API server trusts, too (`CHATOPS_CONSOLE_OIDC_ISSUER`).
    interface Oidc {

      /// As its tokens name it, such as `https://login.example.com`.
      URI issuer();

      /// This console at the issuer; one of the audiences that the API server takes.
      String clientId();

      /// Unset: it is a public client.
      Optional<String> clientSecret();

      /// Certificates that its server is trusted by, in place of the system's.
      Optional<Path> caFile();
    }
  }

  /// What a process can be.
  enum Role {
    /// Carries commands out.
    OPERATOR,
    /// Talks to chat services.
    GATEWAY,
    /// Serves the web console.
    CONSOLE
  }
}
