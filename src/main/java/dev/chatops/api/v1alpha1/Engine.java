package dev.chatops.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What saves and brings back; one that is not listed is asked through `create`.
public enum Engine {
  @JsonProperty("Velero")
  VELERO("Velero"),
  @JsonProperty("VolumeSnapshot")
  VOLUME_SNAPSHOT("VolumeSnapshot"),
  @JsonProperty("CloudNativePG")
  CLOUD_NATIVE_PG("CloudNativePG"),
  @JsonProperty("Medusa")
  MEDUSA("Medusa"),
  @JsonProperty("Kanister")
  KANISTER("Kanister"),
  @JsonProperty("KubeStash")
  KUBE_STASH("KubeStash"),
  @JsonProperty("VolSync")
  VOL_SYNC("VolSync");

  private final String word;

  Engine(String word) {
    this.word = word;
  }

  /// As the API writes it.
  public String word() {
    return word;
  }
}
