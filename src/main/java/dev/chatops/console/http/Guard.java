package dev.chatops.console.http;

import dev.chatops.console.session.Seal;
import dev.chatops.console.session.Session;
import java.util.Optional;

/// Keeps other sites from acting in the name of somebody who is signed in here.
final class Guard {

  private Guard() {}

  /// Whether a request that has an effect comes from a page of this server. Browsers say so
  /// themselves, older ones by the origin.
  static boolean isOurOwn(Exchange exchange) {
    Optional<String> site = exchange.header("Sec-Fetch-Site");
    if (site.isPresent()) {
      return site.get().equals("same-origin");
    }
    String origin = exchange.header("Origin").orElse("");
    return origin.equals("https://" + exchange.host())
        || (exchange.loopback() && origin.equals("http://" + exchange.host()));
  }

  /// What forms of a session carry.
  static String sign(Seal seal, Session session) {
    return seal.sign(session.id());
  }

  static boolean isSigned(Seal seal, Session session, Exchange exchange) {
    return seal.isSigned(session.id(), exchange.field("csrf"));
  }
}
