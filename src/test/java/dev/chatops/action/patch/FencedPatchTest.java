package dev.chatops.action.patch;

import static dev.chatops.action.Given.facts;
import static dev.chatops.action.Given.json;
import static dev.chatops.action.Given.operations;
import static dev.chatops.action.Given.workload;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.chatops.action.Effect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FencedPatchTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "uid: u-1, generation: 7 | test /metadata/annotations null | add /metadata/annotations"
            + " {\"chatops.dev/last-command\":\"c0ffee00-0000-4000-8000-000000000001\"}",
        "uid: u-1, generation: 7, annotations: {} | test /metadata/annotations null | add"
            + " /metadata/annotations"
            + " {\"chatops.dev/last-command\":\"c0ffee00-0000-4000-8000-000000000001\"}",
        "uid: u-1, generation: 7, annotations: {a: b} | test"
            + " /metadata/annotations/chatops.dev~1last-command null | add"
            + " /metadata/annotations/chatops.dev~1last-command"
            + " \"c0ffee00-0000-4000-8000-000000000001\"",
        "uid: u-1, generation: 7, annotations: {chatops.dev/last-command: u-0} | test"
            + " /metadata/annotations/chatops.dev~1last-command \"u-0\" | add"
            + " /metadata/annotations/chatops.dev~1last-command"
            + " \"c0ffee00-0000-4000-8000-000000000001\"",
      })
  void theMarkIsFencedByTheMarkBeforeIt(String metadata, String test, String add) {
    var target = workload("{kind: Deployment, metadata: {%s}}".formatted(metadata));

    assertThat(operations(FencedPatch.marked(facts(target)).onTarget()))
        .containsExactly("test /metadata/uid \"u-1\"", "test /metadata/generation 7", test, add);
  }

  @Test
  void aScaleIsFencedByItsVersionSinceItKeepsNoMark() {
    var effect =
        FencedPatch.ofSubresource(json("metadata: {uid: u-1, resourceVersion: \"42\"}"))
            .set("/spec/replicas", MissingNode.getInstance(), IntNode.valueOf(2))
            .onScale();

    assertThat(effect.onScale()).isTrue();
    assertThat(operations(effect))
        .containsExactly(
            "test /metadata/uid \"u-1\"",
            "test /metadata/resourceVersion \"42\"",
            "test /spec/replicas null",
            "add /spec/replicas 2");
  }

  @Test
  void keysAreEscapedAsPointersWantIt() {
    var metadata = json("annotations: {other: x, 'a~b/c': old}");

    assertThat(
            operations(
                FencedPatch.marked(facts(workload("{metadata: {uid: u, generation: 1}}")))
                    .annotate("/metadata", metadata, "a~b/c", "new")
                    .onTarget()))
        .endsWith(
            "test /metadata/annotations/a~0b~1c \"old\"",
            "add /metadata/annotations/a~0b~1c \"new\"");
  }

  @Test
  void anEffectDoesNotChangeWithThePatchThatItCameFrom() {
    var patch = FencedPatch.ofSubresource(json("metadata: {uid: u}"));
    var effect = patch.onScale();

    patch.test("/spec", MissingNode.getInstance());

    assertThat(((Effect.Patch) effect).operations()).hasSize(2);
  }
}
