package dev.chatops.runtime;

import dev.chatops.console.http.DemoCodes;
import dev.chatops.console.http.Site;
import dev.chatops.console.oidc.Client;
import dev.chatops.console.oidc.Issuer;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/// Where browsers find the console: `/console/`. Other roles have no such pages.
@ApplicationScoped
class ConsoleEndpoint {

  private final Roles roles;
  private final Settings settings;

  ConsoleEndpoint(Roles roles, Settings settings) {
    this.roles = roles;
    this.settings = settings;
  }

  void route(@Observes Router router) {
    if (settings.roles().contains(Settings.Role.CONSOLE)) {
      new Site(
              roles::console,
              new DemoCodes(settings.console().demoCodes()),
              settings.console().oidc().map(ConsoleEndpoint::issuer))
          .mount(router);
    }
  }

  private static Issuer issuer(Settings.Console.Oidc oidc) {
    return new Issuer(
        new Client(oidc.issuer(), oidc.clientId(), oidc.clientSecret(), oidc.caFile()));
  }
}
