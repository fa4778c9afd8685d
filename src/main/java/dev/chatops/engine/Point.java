package dev.chatops.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.chatops.api.v1alpha1.OutcomeRules;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The object that stands for what was saved.
///
/// @param usable when something can be brought back from it
/// @param of JSON pointer of what was saved, or of a list that has it; null where it is not told
/// @param since JSON pointer of when it was saved; null where the object alone says when it was
///   made
/// @param until JSON pointer of when the engine deletes it; null where it is not told
/// @param shows JSON pointers of what people look for in a list of them
/// @param read values by the name of their placeholder, each by a JSON pointer
/// @param outcome what its states mean; null where a backup makes this very kind, which says so
public record Point(
    String apiVersion,
    String kind,
    @Nullable String of,
    @Nullable String since,
    @Nullable String until,
    List<String> shows,
    Usable usable,
    Map<String, String> read,
    @Nullable OutcomeRules outcome) {

  public Point {
    shows = Objects.requireNonNullElse(shows, List.of());
    read = Objects.requireNonNullElse(read, Map.of());
  }

  /// @param at JSON pointer
  /// @param values what may be there; anything when empty
  public record Usable(String at, List<JsonNode> values) {
    public Usable {
      values = Objects.requireNonNullElse(values, List.of());
    }

    boolean holds(JsonNode object) {
      JsonNode found = object.at(at);
      return values.isEmpty() ? !found.isMissingNode() && !found.isNull() : values.contains(found);
    }
  }

  /// What an object of this kind gives.
  public sealed interface Reading {
    record Values(Map<String, JsonNode> values) implements Reading {}

    /// @param why follows on its name, such as `cannot be restored from: phase is Failed.`
    record Unusable(String why) implements Reading {}
  }

  public Procedure.Kind asKind() {
    return new Procedure.Kind(apiVersion, kind);
  }

  /// Names of what was saved; none where it is not told.
  public List<String> saved(JsonNode object) {
    JsonNode saved = of == null ? MissingNode.getInstance() : object.at(of);
    return saved.isArray()
        ? saved.valueStream().map(JsonNode::asText).toList()
        : Stream.of(saved.asText()).filter(name -> !name.isEmpty()).toList();
  }

  /// When it was saved. An object may be younger: engines make those of what they find stored.
  public Instant at(JsonNode object) {
    return time(object, since)
        .or(() -> time(object, "/metadata/creationTimestamp"))
        .orElse(Instant.EPOCH);
  }

  /// When the engine deletes it, where that is told.
  public Optional<Instant> expires(JsonNode object) {
    return time(object, until);
  }

  private static Optional<Instant> time(JsonNode object, @Nullable String pointer) {
    if (pointer == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(Instant.parse(object.at(pointer).asText()));
    } catch (DateTimeParseException notTold) {
      return Optional.empty();
    }
  }

  public Reading of(JsonNode object) {
    if (!usable.holds(object)) {
      return new Reading.Unusable(
          "is not complete, so nothing is restored from it: %s is %s."
              .formatted(last(usable.at()), orNothing(object.at(usable.at()))));
    }
    var values = new HashMap<String, JsonNode>();
    for (Map.Entry<String, String> wanted : read.entrySet()) {
      JsonNode value = only(object.at(wanted.getValue()));
      if (value == null) {
        return new Reading.Unusable(
            "is nothing that restore can work with: %s is %s, where one value is needed. Use create."
                .formatted(last(wanted.getValue()), orNothing(object.at(wanted.getValue()))));
      }
      values.put(wanted.getKey(), value);
    }
    return new Reading.Values(values);
  }

  /// A list of one is that one; `*` stands for many.
  private static @Nullable JsonNode only(JsonNode value) {
    if (value.isArray()) {
      return value.size() == 1 ? only(value.get(0)) : null;
    }
    return value.isMissingNode() || value.isNull() || value.asText().equals("*") ? null : value;
  }

  private static String last(String pointer) {
    return pointer.substring(pointer.lastIndexOf('/') + 1);
  }

  private static String orNothing(JsonNode value) {
    if (value.isMissingNode() || value.isNull()) {
      return "not set";
    }
    return value.isValueNode() ? value.asText() : value.toString();
  }
}
