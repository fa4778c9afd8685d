package dev.chatops.runtime;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// Ready when the admission rules are in force and the informers follow.
@Readiness
class OperatorReadiness implements HealthCheck {

  private final Roles roles;

  OperatorReadiness(Roles roles) {
    this.roles = roles;
  }

  @Override
  public HealthCheckResponse call() {
    var response = HealthCheckResponse.named("operator");
    return roles
        .unready()
        .map(why -> response.down().withData("why", why).build())
        .orElseGet(() -> response.up().build());
  }
}
