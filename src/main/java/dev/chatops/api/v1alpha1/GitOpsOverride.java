package dev.chatops.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/// A GitOps tool that owned what a command changed on purpose.
public record GitOpsOverride(
    @Required
        @Size(max = 128)
        @JsonPropertyDescription(
            "What declares the object, such as Flux Kustomization flux-system/shop.")
        String owner,
    @Required @Size(max = 64) @JsonPropertyDescription("Field manager of the tool.") String manager,
    @Required
        @Size(max = MOST)
        @JsonPropertyDescription(
            "Fields that the change takes from it, as metadata.managedFields spells them.")
        List<@Size(max = 512) String> fields) {

  /// How many fields are kept; more are left out.
  public static final int MOST = 16;

  public GitOpsOverride {
    fields = List.copyOf(fields);
  }
}
