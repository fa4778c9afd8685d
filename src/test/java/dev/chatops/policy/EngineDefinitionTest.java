package dev.chatops.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.api.v1alpha1.RestoreAction;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EngineDefinitionTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "of: '${any}' | MisplacedParameter | .of | any is not an enum; only enum parameters may choose a target.",
        "of: Shop | InvalidTarget | .of | \"Shop\" cannot be a name: a-z, 0-9, - and . only, 253 characters at most.",
        "of: shop, spec: {includedNamespaces: [billing]} | InvalidAction | .spec"
            + " | includedNamespaces is what the action itself says; remove it.",
        "of: shop, spec: {ttl: '${tll}'} | UnknownParameter | .spec.ttl"
            + " | There is no parameter \"tll\"; did you mean ttl?",
      })
  void aBackupThatCannotBeMeantIsNamed(String backup, String reason, String place, String message) {
    assertThat(problems("backup: {engine: Velero, %s}".formatted(backup)))
        .containsExactly(new Problem(reason, "spec.action.backup" + place, message));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "from: A, into: b | InvalidAction | .from"
            + " | \"A\" cannot be a name: a-z, 0-9, - and . only, 253 characters at most.",
        "from: a/../b, into: b | InvalidAction | .from"
            + " | \"a/../b\" cannot be a name: a-z, 0-9, - and . only, 253 characters at most.",
        "from: a, into: '${any}' | MisplacedParameter | .into"
            + " | any may be anything; only an enum, or a string with a pattern, may choose what is restored into.",
        "from: a, into: b, spec: {namespaceMapping: {shop: kube-system}} | InvalidAction | .spec"
            + " | namespaceMapping.shop is what the action itself says; remove it.",
        "from: a, into: b, spec: {includedNamespaces: [c]} | InvalidAction | .spec"
            + " | includedNamespaces is what the action itself says; remove it.",
        "from: a, into: b, spec: {backupName: c} | InvalidAction | .spec"
            + " | backupName is what the action itself says; remove it.",
      })
  void aRestoreThatCannotBeMeantIsNamed(
      String restore, String reason, String place, String message) {
    assertThat(problems("restore: {engine: Velero, %s}".formatted(restore)))
        .containsExactly(new Problem(reason, "spec.action.restore" + place, message));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "view: Backups | kind: Namespace | .engine"
            + " | give an engine whose restore points can be listed.",
        "view: Backups, engine: VolSync | kind: PersistentVolumeClaim | .engine"
            + " | give an engine whose restore points can be listed.",
        "view: Backups, engine: Velero | kind: PersistentVolumeClaim | .target"
            + " | must be a Namespace of v1, which is what Velero saves.",
        "view: Events, engine: Velero | kind: Namespace | .engine | is for view: Backups only.",
      })
  void aListOfBackupsThatCannotBeMeantIsNamed(
      String show, String kind, String place, String message) {
    assertThat(
            problems("show: {%s, target: {apiVersion: v1, %s, name: shop}}".formatted(show, kind)))
        .containsExactly(new Problem("InvalidAction", "spec.action.show" + place, message));
  }

  @Test
  void nobodyRestoresAlone() {
    assertThat(Definitions.problems("action: {restore: {engine: Velero, from: a, into: b}}"))
        .containsExactly(
            new Problem(
                "ApprovalRequired",
                "spec.approval",
                "a restore cannot be undone, so somebody must agree: give approval a count of 1 or more."));
  }

  @Test
  void argumentsAreFilledInAndFitTheirPlaces() {
    Definition definition =
        Definitions.usable(
            yaml(
                "restore: {engine: VolumeSnapshot, from: '${any}', into: '${new}',"
                    + " spec: {resources: {requests: {storage: '${ttl}'}}}}"));

    RestoreAction restore =
        Objects.requireNonNull(
            definition
                .action(Definitions.bound(definition, Map.of("any", "cc-1", "new", "data-2")))
                .restore());

    assertThat(restore.from()).isEqualTo("cc-1");
    assertThat(restore.into()).isEqualTo("data-2");
    assertThat(Objects.requireNonNull(restore.spec()).toString())
        .isEqualTo("{\"resources\":{\"requests\":{\"storage\":\"72h\"}}}");
    assertThat(Definitions.misfit(definition, Map.of("any", "../secrets/x", "new", "data-2")))
        .isEqualTo(
            "\"../secrets/x\" cannot be a name: a-z, 0-9, - and . only, 253 characters at most.");
  }

  private static List<Problem> problems(String action) {
    return Definitions.problems(yaml(action));
  }

  private static String yaml(String action) {
    return """
    parameters:
    - {name: any, default: x}
    - {name: new, pattern: '[a-z0-9-]+', default: x}
    - {name: ttl, default: 72h}
    approval: {count: 1}
    action: {%s}
    """
        .formatted(action);
  }
}
