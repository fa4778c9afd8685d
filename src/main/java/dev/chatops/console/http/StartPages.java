package dev.chatops.console.http;

import dev.chatops.api.v1alpha1.UserInfo;
import dev.chatops.console.Console;
import dev.chatops.console.cluster.WhoAmI;
import dev.chatops.console.page.Stamp;
import dev.chatops.console.session.Session;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// The way to a namespace whose name somebody typed, and who somebody is.
final class StartPages {

  private static final Pattern NAMESPACE = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");

  private final Printer printer;

  StartPages(Printer printer) {
    this.printer = printer;
  }

  void go(Console console, Exchange exchange, Session session) {
    String namespace = exchange.query("namespace").strip();
    exchange.go(isNamespace(namespace) ? "/console/c/" + namespace : "/console/");
  }

  void me(Console console, Exchange exchange, Session session) {
    UserInfo user = WhoAmI.ask(console.gate().as(session.token()));
    exchange.html(
        HttpURLConnection.HTTP_OK,
        printer.print(
            "me",
            Map.of(
                "frame", Frame.of(console, session, "me", null),
                "user", user,
                "groups", user.groups() == null ? List.of() : user.groups(),
                "until", Stamp.of(session.expires()),
                "serviceAccount", user.username().startsWith("system:serviceaccount:"))));
  }

  static boolean isNamespace(String name) {
    return NAMESPACE.matcher(name).matches();
  }
}
