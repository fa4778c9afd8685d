package dev.chatops.action.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.chatops.action.Effect;
import dev.chatops.action.Facts;
import dev.chatops.action.Workload;
import dev.chatops.api.v1alpha1.Group;

/// A JSON Patch that applies only to the very object that was planned for.
///
/// The API server takes all operations or none, and answers a failing `test` with a bare 422. It
/// takes `test` of null for a member that is absent, as long as the parent is there.
public final class FencedPatch {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final ArrayNode operations = JSON.arrayNode();

  /// For an object: fenced by uid, generation and the mark of the last command, and leaves the mark
  /// of this one.
  public static FencedPatch marked(Facts facts) {
    return marked(facts.target(), facts.commandUid());
  }

  /// The same with a mark of its own.
  public static FencedPatch marked(Workload target, String mark) {
    JsonNode metadata = target.metadata();
    return new FencedPatch()
        .test("/metadata/uid", metadata.path("uid"))
        .test("/metadata/generation", metadata.path("generation"))
        .annotate("/metadata", metadata, Group.LAST_COMMAND, mark);
  }

  /// For a subresource, which keeps no annotations: fenced by uid and resourceVersion.
  ///
  /// @param read the subresource, or the object where the subresource is a part of it
  public static FencedPatch ofSubresource(JsonNode read) {
    JsonNode metadata = read.path("metadata");
    return new FencedPatch()
        .test("/metadata/uid", metadata.path("uid"))
        .test("/metadata/resourceVersion", metadata.path("resourceVersion"));
  }

  /// Refuses unless the value is as it was read; a missing node stands for an absent member.
  public FencedPatch test(String path, JsonNode read) {
    return operation("test", path, read.isMissingNode() ? NullNode.getInstance() : read);
  }

  /// Sets a member whose parent exists, if it still has the value that was read.
  public FencedPatch set(String path, JsonNode read, JsonNode value) {
    return test(path, read).put(path, value);
  }

  /// Sets a member whose parent exists. `add` replaces what is there (RFC 6902, 4.1).
  public FencedPatch put(String path, JsonNode value) {
    return operation("add", path, value);
  }

  /// Removes a member that is there.
  public FencedPatch remove(String path) {
    operations.addObject().put("op", "remove").put("path", path);
    return this;
  }

  /// Sets an annotation, if it still has the value that was read.
  ///
  /// @param path of `metadata`
  /// @param metadata as it was read
  public FencedPatch annotate(String path, JsonNode metadata, String key, String value) {
    JsonNode annotations = metadata.path("annotations");
    if (annotations.isEmpty()) {
      ObjectNode first = JSON.objectNode().put(key, value);
      return set(path + "/annotations", NullNode.getInstance(), first);
    }
    String escaped = key.replace("~", "~0").replace("/", "~1");
    return set(path + "/annotations/" + escaped, annotations.path(key), TextNode.valueOf(value));
  }

  public Effect onTarget() {
    return on(Effect.Part.OBJECT);
  }

  public Effect onScale() {
    return on(Effect.Part.SCALE);
  }

  public Effect onStatus() {
    return on(Effect.Part.STATUS);
  }

  private Effect on(Effect.Part part) {
    return new Effect.Patch(part, operations.deepCopy());
  }

  private FencedPatch operation(String op, String path, JsonNode value) {
    operations.addObject().put("op", op).put("path", path).set("value", value);
    return this;
  }

  private FencedPatch() {}
}
