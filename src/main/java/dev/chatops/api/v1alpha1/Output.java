package dev.chatops.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/// What a command printed; the tail where it was long.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Output(
    @Required @Size(max = 4096) @JsonPropertyDescription("The text.") String text,
    @Nullable @JsonPropertyDescription("True when more was printed.") Boolean truncated,
    @Nullable @Min(0) @JsonPropertyDescription("Lines in all.") Long lines,
    @Nullable
        @JsonPropertyDescription("True when all of it is in the CommandOutput of the same name.")
        Boolean stored) {

  public boolean isStored() {
    return Boolean.TRUE.equals(stored);
  }
}
