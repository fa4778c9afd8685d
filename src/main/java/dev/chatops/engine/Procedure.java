package dev.chatops.engine;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatops.api.v1alpha1.OutcomeRules;
import dev.chatops.api.v1alpha1.Target;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One thing that an engine is asked to do, by an object that it looks for.
///
/// @param object with `${of}`, `${from}`, `${into}` and what `point` reads; a name only where the
///   engine gives what it makes the same name
/// @param at JSON pointer of what `spec` of the action is merged into; `/spec` by default
/// @param about the kind that `of` or `into` names
/// @param place what may be there already; null for a backup
/// @param point what a restore begins with; null where nothing of it can be read
/// @param consistency null for a restore
/// @param result what it produced, by name: CEL over the object
/// @param verified the engine itself with which this was tried; null where it was tried on its
///   kinds only
public record Procedure(
    ObjectNode object,
    String at,
    Kind about,
    @Nullable Place place,
    @Nullable Point point,
    OutcomeRules outcome,
    @Nullable Consistency consistency,
    Map<String, String> result,
    @Nullable String verified) {

  /// A kind of objects.
  public record Kind(String apiVersion, String kind) {
    public Target named(String name) {
      return new Target(apiVersion, kind, name);
    }
  }

  /// What may be there under the name of `into`.
  public enum Place {
    /// Nothing: the API server refuses a second one.
    @JsonProperty("New")
    NEW,
    /// Either.
    @JsonProperty("Any")
    ANY,
    /// It must be there, and is overwritten.
    @JsonProperty("Present")
    PRESENT,
    /// It is in another namespace, so nobody looks.
    @JsonProperty("Unseen")
    UNSEEN
  }

  /// What a program finds that is brought back.
  public enum Consistency {
    /// What it has written itself in an orderly way.
    @JsonProperty("Application")
    APPLICATION,
    /// What was on the disk at one moment, as after a power cut.
    @JsonProperty("Crash")
    CRASH;

    public String word() {
      return this == APPLICATION ? "Application" : "Crash";
    }
  }

  public Procedure {
    at = Objects.requireNonNullElse(at, "/spec");
    result = Objects.requireNonNullElse(result, Map.of());
  }

  /// The kind that the engine looks for.
  public Kind made() {
    return new Kind(object.path("apiVersion").asText(), object.path("kind").asText());
  }

  /// The object to make.
  ///
  /// @param values of every placeholder
  /// @param more merged into its spec
  public ObjectNode filled(Map<String, JsonNode> values, @Nullable ObjectNode more) {
    ObjectNode filled = new Placeholders(values).filled(object);
    if (more != null) {
      Members.merge((ObjectNode) filled.at(at), more);
    }
    return filled;
  }

  /// A member of `more` that would say otherwise than `of`, `from` or `into`, such as
  /// `dataSource.name`.
  public Optional<String> contradiction(ObjectNode more) {
    return Members.of(more).stream()
        .filter(member ->
            Placeholders.naming(object.at(at)).stream().anyMatch(fixed -> meet(fixed, member)))
        .findFirst()
        .map(member -> String.join(".", member));
  }

  private static boolean meet(List<String> one, List<String> other) {
    int common = Math.min(one.size(), other.size());
    return one.subList(0, common).equals(other.subList(0, common));
  }
}
