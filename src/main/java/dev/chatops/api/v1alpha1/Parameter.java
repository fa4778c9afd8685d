package dev.chatops.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One argument of a command, in the order in which chat takes them.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Parameter(
    @Required
        @Size(min = 1, max = 63)
        @Pattern("^[a-z][a-zA-Z0-9_]*$")
        @JsonPropertyDescription("Its name: in args, in ${name}, and in chat as name=value.")
        String name,
    @Nullable @Size(max = 256) @JsonPropertyDescription("What it means, for help.")
        String description,
    @Nullable
        @Default("string")
        @JsonPropertyDescription(
            "What its values are. A quantity is a number, or a step such as +2 or -1.")
        ParameterType type,
    @Nullable
        @Size(max = 512)
        @JsonPropertyDescription(
            "RE2 expression that the whole value of a string must match. Without one, a string has"
                + " letters, digits and . _ - : / @ only.")
        String pattern,
    @Nullable @Size(max = 64) @JsonPropertyDescription("The values of an enum, which needs them.")
        List<@Size(min = 1, max = 253) String> values,
    @Nullable @JsonPropertyDescription("The least value of an integer or quantity.") Long min,
    @Nullable @JsonPropertyDescription("The greatest value of an integer or quantity.") Long max,
    @Nullable @JsonPropertyDescription("Whether a command must give it; false by default.")
        Boolean required,
    @Nullable
        @JsonProperty("default")
        @Size(max = 1024)
        @JsonPropertyDescription(
            "The value when a command does not give it; must itself be allowed.")
        String defaultValue,
    @Nullable
        @Size(max = 8)
        @JsonPropertyDescription("Values to show in help; must themselves be allowed.")
        List<@Size(max = 253) String> examples) {

  public ParameterType kind() {
    return type == null ? ParameterType.STRING : type;
  }

  public boolean mandatory() {
    return Boolean.TRUE.equals(required) && defaultValue == null;
  }
}
