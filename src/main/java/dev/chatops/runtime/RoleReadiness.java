package dev.chatops.runtime;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// Ready when each role of this process does its work: the operator when the admission rules are in
/// force and its informers follow, the gateway when its chat services are connected.
@Readiness
class RoleReadiness implements HealthCheck {

  private final Roles roles;

  RoleReadiness(Roles roles) {
    this.roles = roles;
  }

  @Override
  public HealthCheckResponse call() {
    var response = HealthCheckResponse.named("roles");
    return roles
        .unready()
        .map(why -> response.down().withData("why", why).build())
        .orElseGet(() -> response.up().build());
  }
}
