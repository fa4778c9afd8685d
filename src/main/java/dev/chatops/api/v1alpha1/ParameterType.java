package dev.chatops.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/// Type of a [Parameter]. There is no type for secrets: secrets never pass through chat.
public enum ParameterType {
  @JsonProperty("string")
  STRING,
  @JsonProperty("integer")
  INTEGER,
  @JsonProperty("boolean")
  BOOLEAN,
  @JsonProperty("enum")
  ENUM,
  /// `n`, `+n` or `-n`, for scale.
  @JsonProperty("quantity")
  QUANTITY
}
