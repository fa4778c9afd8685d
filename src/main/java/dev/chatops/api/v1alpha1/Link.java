package dev.chatops.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/// A page that helps when the command fails, such as its runbook.
public record Link(
    @Required @Size(min = 1, max = 80) @JsonPropertyDescription("What people read.") String title,
    @Required
        @Size(max = 1024)
        @Pattern("^https://[^\\s]+$")
        @JsonPropertyDescription("Where it leads, https only.")
        String url) {}
