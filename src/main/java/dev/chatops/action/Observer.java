package dev.chatops.action;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/// Judges how far an effect is, from the target alone. Pure.
public interface Observer {

  /// Identifies the part of the target that the effect sets: equal fingerprints, effect still in
  /// place.
  String fingerprint(Workload target, @Nullable JsonNode scale);

  /// Whether the change has reached its end. The caller has made sure that the effect is in place.
  Observation observe(Workload target, @Nullable JsonNode scale);
}
