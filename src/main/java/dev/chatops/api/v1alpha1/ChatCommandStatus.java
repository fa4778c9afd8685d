package dev.chatops.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What became of a command. Everything but `delivery` and the condition `Reported` is the
/// operator's.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ChatCommandStatus(
    @Nullable
        @JsonPropertyDescription("The metadata.generation that was seen; -1 before the first look.")
        Long observedGeneration,
    @Nullable
        @Size(max = 16)
        @JsonPropertyDescription(
            "Authorized, Approved, Succeeded, Finished, Reported. Finished is True in every end state;"
                + " the reason of Succeeded is the state that people see.")
        List<Condition> conditions,
    @Nullable @JsonPropertyDescription("The AllowedCommand as it was accepted.")
        DefinitionRef definition,
    @Nullable @JsonPropertyDescription("What will be, or was, changed.") CommandPlan plan,
    @Nullable @JsonPropertyDescription("What a running command is observed by.") Resolved resolved,
    @Nullable
        @Size(max = 320)
        @JsonPropertyDescription("Target in one word; one command at a time runs for it.")
        String targetKey,
    @Nullable
        @JsonFormat(shape = JsonFormat.Shape.STRING)
        @JsonPropertyDescription("When it was decided to act; stored before the change is made.")
        Instant startedAt,
    @Nullable
        @JsonFormat(shape = JsonFormat.Shape.STRING)
        @JsonPropertyDescription("When it ended.")
        Instant finishedAt,
    @Nullable
        @JsonFormat(shape = JsonFormat.Shape.STRING)
        @JsonPropertyDescription("When it is given up.")
        Instant deadline,
    @Nullable
        @Size(max = 16)
        @JsonPropertyDescription(
            "The hour (UTC) in which it may be deleted, such as 2026-01-31T13.")
        String expireHour,
    @Nullable @JsonPropertyDescription("How far it is.") Progress progress,
    @Nullable @JsonPropertyDescription("What it printed.") Output output,
    @Nullable @Size(max = 32) @JsonPropertyDescription("What it produced, by name.")
        Map<String, @Size(max = 512) String> result,
    @Nullable @Size(max = 16) @JsonPropertyDescription("Answers of every check, for mode Explain.")
        List<Check> explain,
    @Nullable @Size(max = 16) @JsonPropertyDescription("Decisions that counted.")
        List<Approval> approvals,
    @Nullable @JsonPropertyDescription("What the chat gateway posted.") Delivery delivery) {}
