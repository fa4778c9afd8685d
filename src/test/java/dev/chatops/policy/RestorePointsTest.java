package dev.chatops.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.chatops.api.v1alpha1.Engine;
import dev.chatops.engine.Preset;
import dev.chatops.engine.Saved;
import dev.chatops.engine.Saved.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// What an object of an engine is good for: what failed or is a part only is never called usable.
class RestorePointsTest {

  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "VELERO | spec: {includedNamespaces: [shop]}, status: {phase: Completed, warnings: 1, progress: {itemsBackedUp: 3}} | USABLE | 3 items saved, 0 errors, 1 warnings",
        "VELERO | spec: {includedNamespaces: [shop]}, status: {phase: PartiallyFailed, errors: 2, progress: {itemsBackedUp: 3}} | PARTIAL | 3 items saved, 2 errors, 0 warnings",
        "VELERO | spec: {includedNamespaces: [shop]}, status: {phase: Failed, failureReason: no bucket} | FAILED | no bucket",
        "VELERO | spec: {includedNamespaces: [shop]}, status: {phase: Completed, progress: {totalItems: 3}} | FAILED | it holds nothing; is there such a namespace?",
        "VELERO | spec: {includedNamespaces: [shop]}, status: {phase: InProgress} | GOING_ON | InProgress",
        "VELERO | spec: {includedNamespaces: [shop]} | GOING_ON | ``",
        "VELERO | spec: {includedNamespaces: [shop, bank]}, status: {phase: Completed} | UNFIT"
            + " | is nothing that restore can work with: includedNamespaces is [\"shop\",\"bank\"], where one value is needed. Use create.",
        "VELERO | metadata: {deletionTimestamp: '2026-01-31T12:00:00Z'}, spec: {includedNamespaces: [shop]}, status: {phase: Completed} | UNFIT | is being deleted.",
        "VOLUME_SNAPSHOT | status: {readyToUse: true, boundVolumeSnapshotContentName: c, restoreSize: 1Gi} | USABLE | 1Gi saved",
        "VOLUME_SNAPSHOT | status: {readyToUse: false, error: {message: driver is away}} | GOING_ON | driver is away",
        "CLOUD_NATIVE_PG | status: {phase: completed, backupId: b-1} | USABLE | backup b-1 is stored",
        "CLOUD_NATIVE_PG | status: {phase: failed, error: no space} | FAILED | no space",
        "CLOUD_NATIVE_PG | status: {phase: walArchivingFailing} | GOING_ON | walArchivingFailing",
        "MEDUSA | status: {finishTime: '2026-01-31T12:00:00Z', totalNodes: 3, finishedNodes: 3, totalSize: 4 MB} | USABLE | 4 MB saved",
        "MEDUSA | status: {finishTime: '2026-01-31T12:00:00Z', totalNodes: 3, finishedNodes: 2} | PARTIAL | it is stored",
        "MEDUSA | status: {finishTime: null} | GOING_ON | ``",
        "KANISTER | status: {state: complete, actions: [{artifacts: {dump: {}}}]} | USABLE | the Blueprint has done all of its phases",
        "KANISTER | status: {state: complete} | UNFIT"
            + " | is nothing that restore can work with: artifacts is not set, where one value is needed. Use create.",
        "KANISTER | status: {state: failed, error: {message: no pod}} | FAILED | no pod",
        "KUBE_STASH | spec: {repository: r}, status: {phase: Succeeded, size: 2 MiB} | USABLE | 2 MiB saved",
        "KUBE_STASH | spec: {repository: r}, status: {phase: Running} | GOING_ON | Running",
        "KUBE_STASH | spec: {repository: r}, status: {phase: Failed, conditions: [{status: 'False', message: no addon}]} | FAILED | no addon",
      })
  void everyStateIsToldApart(Engine engine, String members, State state, String message) {
    Saved saved = points(engine).read(object(members));

    assertThat(saved.state()).isEqualTo(state);
    assertThat(saved.message()).isEqualTo(message);
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void whatNobodyKnowsIsNotUsable(Engine engine) {
    RestorePoints.of(engine)
        .ifPresent(points ->
            assertThat(
                    Stream.of(
                            "status: null",
                            "status: {}",
                            "status: {phase: Brandnew, state: Brandnew, readyToUse: 'true', finishTime: null}",
                            "spec: 7, status: 7")
                        .map(members -> points.read(object(members)).state()))
                .containsOnly(State.GOING_ON));
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void everyExpressionOfItsOwnCanBeRead(Engine engine) {
    var problems = new ArrayList<Problem>();
    Stream.ofNullable(Preset.of(engine).restore().point())
        .map(point -> point.outcome())
        .filter(Objects::nonNull)
        .forEach(rules -> Outcomes.compile(rules, "", problems::add));

    assertThat(problems).isEmpty();
  }

  /// What a backup makes tells of itself; of another kind its own rules must tell.
  @ParameterizedTest
  @EnumSource(Engine.class)
  void rulesAreOfTheKindThatTheyRead(Engine engine) {
    Stream.ofNullable(Preset.of(engine).restore().point())
        .forEach(point ->
            assertThat(point.outcome() == null)
                .isEqualTo(point.asKind().equals(Preset.of(engine).backup().made())));
  }

  @Test
  void itSaysOfWhatAndWhenAndUntilWhen() {
    Saved saved =
        points(Engine.VELERO)
            .read(
                object(
                    "metadata: {name: b-1, creationTimestamp: '2026-03-01T00:00:00Z'},"
                        + " spec: {includedNamespaces: [shop, bank]}, status: {phase: Completed,"
                        + " startTimestamp: '2026-01-31T12:00:00Z', expiration: '2026-04-01T00:00:00Z'}"));

    assertThat(saved.name()).isEqualTo("b-1");
    assertThat(saved.of()).containsExactly("shop", "bank");
    assertThat(saved.at()).isEqualTo(Instant.parse("2026-01-31T12:00:00Z"));
    assertThat(saved.expires()).isEqualTo(Instant.parse("2026-04-01T00:00:00Z"));
    assertThat(saved.shows()).containsExactly("Completed", "2026-04-01T00:00:00Z");
  }

  /// Velero makes objects anew of what it finds in its bucket.
  @Test
  void theNewestIsWhatWasSavedLastAndNotWhatWasMadeLast() {
    assertThat(
            points(Engine.VELERO)
                .newest(
                    Stream.of(
                        backup("synced", "2026-03-01", "startTimestamp: '2026-01-01T00:00:00Z'"),
                        backup("newest", "2026-02-02", "startTimestamp: '2026-02-02T00:00:00Z'"),
                        backup("untold", "2026-02-01", "startTimestamp: null")),
                    2))
        .extracting(Saved::name)
        .containsExactly("newest", "untold");
  }

  @Test
  void aRepositoryIsNotListed() {
    assertThat(RestorePoints.of(Engine.VOL_SYNC)).isEmpty();
  }

  @Test
  void aRestoreSaysWhichArgumentsBeginWithAPoint() {
    assertThat(restore("${point}").restoring("b-1")).contains(Map.of("point", "b-1"));
    assertThat(restore("daily-${point}-x").restoring("daily-7-x")).contains(Map.of("point", "7"));
    assertThat(restore("daily-${point}").restoring("weekly-7")).isEmpty();
    assertThat(restore("daily-${point}").restoring("daily-")).isEmpty();
    assertThat(restore("golden").restoring("golden")).contains(Map.of());
    assertThat(restore("golden").restoring("b-1")).isEmpty();
    assertThat(restore("${point}${point}").restoring("abab")).isEmpty();
    assertThat(restore("${point}-${other}").restoring("a-b")).isEmpty();
    assertThat(restore("${point}").restoring("NOT-TAKEN")).isEmpty();
  }

  private static Definition restore(String from) {
    return Definitions.usable(
        """
        parameters:
        - {name: point, pattern: '[a-z0-9-]+', required: true}
        - {name: other, pattern: '[a-z]+', required: true}
        approval: {count: 1}
        action: {restore: {engine: Velero, from: "%s", into: copy}}
        """
            .formatted(from));
  }

  private static RestorePoints points(Engine engine) {
    return RestorePoints.of(engine).orElseThrow();
  }

  private static JsonNode backup(String name, String made, String status) {
    return object(
        "metadata: {name: %s, creationTimestamp: '%sT00:00:00Z'}, status: {%s}"
            .formatted(name, made, status));
  }

  private static JsonNode object(String members) {
    try {
      return YAML.readTree("{" + members + "}");
    } catch (JsonProcessingException wrong) {
      throw new IllegalArgumentException(members, wrong);
    }
  }
}
