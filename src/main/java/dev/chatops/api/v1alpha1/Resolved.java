package dev.chatops.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the operator needs to bring a running command to its end, whatever happens to its
/// definition.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Resolved(
    @Required @Size(max = 32) @JsonPropertyDescription("The action, such as deploy.") String action,
    @Required @Size(max = 253) @JsonPropertyDescription("Service account that acts.")
        String serviceAccountName,
    @Required @JsonPropertyDescription("metadata.generation of the target right before the change.")
        long baseGeneration,
    @Required
        @Size(max = 128)
        @JsonPropertyDescription("Fingerprint of the part of the target that the change sets.")
        String expected,
    @Required
        @Size(max = 16)
        @Pattern(Timespan.PATTERN)
        @JsonPropertyDescription("How long the command is kept once it has finished.")
        String ttlAfterFinished,
    @Nullable
        @JsonPropertyDescription(
            "How an object that the command made or patched tells what became of it.")
        OutcomeRules outcome,
    @Nullable @Size(max = PatchAction.MOST) @JsonPropertyDescription("What a patch sets.")
        List<SetField> fields,
    @Nullable
        @Size(max = 64)
        @JsonPropertyDescription(
            "metadata.resourceVersion of the target right before a change that its generation does"
                + " not count.")
        String baseVersion,
    @Nullable
        @JsonPropertyDescription(
            "The object that the command makes, where its plan is about another one.")
        TargetRef object,
    @Nullable @JsonPropertyDescription("What saves or brings back.") Engine engine,
    @Nullable @JsonPropertyDescription("Who in Git owned what was changed on purpose.")
        GitOpsOverride gitOps,
    @Nullable @JsonPropertyDescription("What is put back when the rollout fails.")
        PutBack putBack) {

  /// For an action that says by itself what to observe.
  public static Resolved at(
      String action,
      String serviceAccountName,
      long baseGeneration,
      String expected,
      String ttlAfterFinished) {
    return new Resolved(
        action,
        serviceAccountName,
        baseGeneration,
        expected,
        ttlAfterFinished,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  /// For an object that the command makes.
  public Resolved with(OutcomeRules outcome) {
    return with(null, outcome, null);
  }

  /// For an object that the command patches.
  public Resolved with(
      @Nullable List<SetField> fields,
      @Nullable OutcomeRules outcome,
      @Nullable String baseVersion) {
    return new Resolved(
        action,
        serviceAccountName,
        baseGeneration,
        expected,
        ttlAfterFinished,
        outcome,
        fields,
        baseVersion,
        null,
        null,
        null,
        null);
  }

  /// For an engine.
  ///
  /// @param object null where the plan is about it
  public Resolved by(Engine engine, @Nullable TargetRef object) {
    return new Resolved(
        action,
        serviceAccountName,
        baseGeneration,
        expected,
        ttlAfterFinished,
        outcome,
        fields,
        baseVersion,
        object,
        engine,
        null,
        null);
  }

  /// For a change in spite of its owner in Git.
  public Resolved inSpiteOf(@Nullable GitOpsOverride override) {
    return new Resolved(
        action,
        serviceAccountName,
        baseGeneration,
        expected,
        ttlAfterFinished,
        outcome,
        fields,
        baseVersion,
        object,
        engine,
        override,
        putBack);
  }

  /// For a change that is taken back when its rollout fails.
  public Resolved or(@Nullable PutBack former) {
    return new Resolved(
        action,
        serviceAccountName,
        baseGeneration,
        expected,
        ttlAfterFinished,
        outcome,
        fields,
        baseVersion,
        object,
        engine,
        gitOps,
        former);
  }
}
