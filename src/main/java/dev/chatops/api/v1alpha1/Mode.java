package dev.chatops.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What a ChatCommand asks for: the effect, the plan, or the reasons.
public enum Mode {
  @JsonProperty("Run")
  RUN,
  /// Plan and server-side dry run only.
  @JsonProperty("DryRun")
  DRY_RUN,
  /// Every check with its answer, no effect. Needs no right to run.
  @JsonProperty("Explain")
  EXPLAIN
}
