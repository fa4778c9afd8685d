package dev.chatops.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.crd.generator.annotation.PreserveUnknownFields;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/// Makes an object of any kind and follows it to its end.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CreateAction(
    @Required
        @PreserveUnknownFields
        @JsonPropertyDescription(
            "The object: apiVersion, kind, metadata (labels, annotations), and whatever its kind has."
                + " ${parameter} is allowed in every text but those of apiVersion, kind and metadata;"
                + " a text that is one integer or boolean parameter becomes a number or boolean.")
        ObjectNode template,
    @Nullable
        @Size(min = 1, max = 253)
        @JsonPropertyDescription(
            "Commands with the same lock run one after the other; the name of the definition by"
                + " default. ${parameter} is allowed where the parameter is an enum.")
        String lock,
    @Required @JsonPropertyDescription("How the object tells what became of it.")
        OutcomeRules outcome) {}
