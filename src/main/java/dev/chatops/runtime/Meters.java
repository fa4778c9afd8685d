package dev.chatops.runtime;

import io.micrometer.core.instrument.config.MeterFilter;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/// Which meters are kept.
class Meters {

  /// JOSDK 5.3 tags this one differently for event sources of our own, which Prometheus refuses.
  @Produces
  @Singleton
  MeterFilter withoutEvents() {
    return MeterFilter.denyNameStartsWith("events.received");
  }
}
