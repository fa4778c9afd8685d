package dev.chatops.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What a CommandDecision says.
public enum Decision {
  @JsonProperty("Approve")
  APPROVE,
  @JsonProperty("Deny")
  DENY,
  @JsonProperty("Cancel")
  CANCEL
}
