package dev.chatops.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.chatops.api.v1alpha1.Engine;
import dev.chatops.api.v1alpha1.OutcomeRules;
import dev.chatops.engine.Preset;
import dev.chatops.engine.Procedure;
import dev.chatops.policy.Outcomes.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What each state of each engine means, from beginning to end: never a success that is none.
class EnginePresetsTest {

  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
  private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};

  @ParameterizedTest
  @MethodSource("procedures")
  void everyExpressionCanBeRead(Procedure procedure) {
    var problems = new ArrayList<Problem>();
    Outcomes.compile(procedure.outcome(), "", problems::add);
    ObjectExpressions.compile(
        procedure.result(), (name, mistake) -> problems.add(new Problem(name, "result", mistake)));

    assertThat(problems).isEmpty();
  }

  /// As the API takes them: the rules are stored with a command that runs.
  @ParameterizedTest
  @MethodSource("procedures")
  void everyExpressionIsShortEnoughToBeStored(Procedure procedure) {
    OutcomeRules rules = procedure.outcome();

    assertThat(
            Stream.of(
                    rules.succeeded(),
                    rules.failed(),
                    rules.partial(),
                    rules.progress(),
                    rules.message())
                .filter(Objects::nonNull))
        .allSatisfy(expression -> assertThat(expression).hasSizeLessThanOrEqualTo(512));
    assertThat(procedure.result()).hasSizeLessThanOrEqualTo(28);
  }

  @ParameterizedTest
  @MethodSource("procedures")
  void whatIsNotKnownGoesOn(Procedure procedure) throws JsonProcessingException {
    Outcomes outcomes = Outcomes.of(procedure.outcome());
    for (String object :
        List.of(
            "{}",
            "{status: null}",
            "{status: {}}",
            "{status: {phase: Brandnew, state: Brandnew, status: Brandnew}}",
            "{status: {phase: '', state: '', conditions: []}}",
            "{status: {phase: 7, readyToUse: 'true', conditions: 7, finishTime: null}}")) {
      assertThat(outcomes.state(YAML.readValue(object, MAP))).as(object).isEqualTo(State.GOING_ON);
    }
  }

  static Stream<Procedure> procedures() {
    return Stream.of(Engine.values())
        .map(Preset::of)
        .flatMap(preset -> Stream.of(preset.backup(), preset.restore()));
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void everyEngineSaysWhatBringsIt(Engine engine) {
    assertThat(Preset.of(engine).install()).contains("https://");
    assertThat(Preset.of(engine).backup().consistency()).isNotNull();
    assertThat(Preset.of(engine).backup().result()).containsKey("restorePoint");
    assertThat(Preset.of(engine).restore().place()).isNotNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "phase: New | GOING_ON | New",
        "phase: InProgress | GOING_ON | InProgress",
        "phase: InProgress, progress: {totalItems: 12, itemsBackedUp: 5} | GOING_ON | InProgress, 5 of 12 items",
        "phase: WaitingForPluginOperationsPartiallyFailed | GOING_ON | WaitingForPluginOperationsPartiallyFailed",
        "phase: Finalizing, progress: {totalItems: 12, itemsBackedUp: 12} | GOING_ON | Finalizing, 12 of 12 items",
        "phase: FinalizingPartiallyFailed | GOING_ON | FinalizingPartiallyFailed",
        "phase: Completed, progress: {totalItems: 12, itemsBackedUp: 12} | SUCCEEDED | 12 items saved, 0 errors, 0 warnings",
        "phase: Completed, warnings: 2, progress: {totalItems: 1, itemsBackedUp: 1} | SUCCEEDED | 1 items saved, 0 errors, 2 warnings",
        "phase: Completed | SUCCEEDED | Completed",
        "phase: Completed, progress: {} | FAILED | it holds nothing; is there such a namespace?",
        "phase: Completed, progress: {totalItems: 3} | FAILED | it holds nothing; is there such a namespace?",
        "phase: PartiallyFailed, errors: 3, progress: {itemsBackedUp: 9} | PARTIAL | 9 items saved, 3 errors, 0 warnings",
        "phase: Failed, failureReason: no space | FAILED | no space",
        "phase: FailedValidation, validationErrors: [no such location, other] | FAILED | no such location",
        "phase: Deleting | FAILED | Deleting",
        "phase: completed | GOING_ON | completed",
      })
  void veleroSaves(String status, State state, String text) {
    saves(Engine.VELERO, status, state, text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "phase: New | GOING_ON | New",
        "phase: InProgress, progress: {totalItems: 12, itemsRestored: 5} | GOING_ON | InProgress, 5 of 12 items",
        "phase: WaitingForPluginOperations | GOING_ON | WaitingForPluginOperations",
        "phase: FinalizingPartiallyFailed | GOING_ON | FinalizingPartiallyFailed",
        "phase: Completed, progress: {totalItems: 12, itemsRestored: 12} | SUCCEEDED | 12 items looked at, 0 errors, 0 warnings",
        "phase: Completed, progress: {} | FAILED | it brought nothing back",
        "phase: PartiallyFailed, errors: 1, progress: {itemsRestored: 9} | PARTIAL | 9 items looked at, 1 errors, 0 warnings",
        "phase: Failed, failureReason: gone | FAILED | gone",
        "phase: FailedValidation, validationErrors: [no backup] | FAILED | no backup",
      })
  void veleroRestores(String status, State state, String text) {
    restores(Engine.VELERO, status, state, text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "readyToUse: false | GOING_ON | not ready to use yet",
        "readyToUse: false, error: {message: driver is away} | GOING_ON | driver is away",
        "error: {} | GOING_ON | not ready to use yet",
        "readyToUse: true | GOING_ON | not ready to use yet",
        "readyToUse: true, boundVolumeSnapshotContentName: c | SUCCEEDED | it is ready to use",
        "readyToUse: true, boundVolumeSnapshotContentName: c, restoreSize: 1Gi | SUCCEEDED | 1Gi saved",
      })
  void volumeSnapshotSaves(String status, State state, String text) {
    saves(Engine.VOLUME_SNAPSHOT, status, state, text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "phase: Pending | GOING_ON | the claim is Pending",
        "phase: Bound, capacity: {storage: 1Gi} | SUCCEEDED | the claim is Bound, with 1Gi",
        "phase: Lost | FAILED | the claim is Lost",
      })
  void volumeSnapshotRestores(String status, State state, String text) {
    restores(Engine.VOLUME_SNAPSHOT, status, state, text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "phase: pending | GOING_ON | pending",
        "phase: started | GOING_ON | started",
        "phase: running | GOING_ON | running",
        "phase: finalizing | GOING_ON | finalizing",
        "phase: walArchivingFailing, error: no bucket | GOING_ON | walArchivingFailing: no bucket",
        "phase: completed, error: '', backupId: 20260131T120000 | SUCCEEDED | backup 20260131T120000 is stored",
        "phase: completed | SUCCEEDED | completed",
        "phase: failed, error: exit status 4 | FAILED | exit status 4",
        "phase: failed, error: '', commandError: no space | FAILED | no space",
        "phase: invalid backup definition | FAILED | invalid backup definition",
        "phase: Completed | GOING_ON | Completed",
      })
  void cloudNativePgSaves(String status, State state, String text) {
    saves(Engine.CLOUD_NATIVE_PG, status, state, text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "startTime: t, finishTime: null | GOING_ON | 0 nodes done, 0 at it, 0 failed",
        "startTime: t, finishTime: null, inProgress: [a], finished: [b] | GOING_ON | 1 nodes done, 1 at it, 0 failed",
        "finishTime: null, failed: [a], finished: [b] | GOING_ON | 1 nodes done, 0 at it, 1 failed",
        "finishTime: t, finished: [a, b] | SUCCEEDED | 2 nodes done, 0 failed",
        "finishTime: t, finished: [a, b], failed: [] | SUCCEEDED | 2 nodes done, 0 failed",
        "finishTime: t, finished: [a], failed: [b] | PARTIAL | 1 nodes done, 1 failed, such as b",
        "finishTime: t, failed: [a, b] | FAILED | 0 nodes done, 2 failed, such as a",
        "finishTime: t | GOING_ON | 0 nodes done, 0 at it, 0 failed",
      })
  void medusaSaves(String status, State state, String text) {
    saves(Engine.MEDUSA, status, state, text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "restorePrepared: true, finishTime: null | GOING_ON | it is prepared",
        "datacenterStopped: t, finishTime: null | GOING_ON | the datacenter was stopped, and starts with what is restored",
        "finishTime: t | SUCCEEDED | the datacenter runs with what is restored",
        "finishTime: t, failed: [a] | FAILED | 1 nodes failed, such as a",
      })
  void medusaRestores(String status, State state, String text) {
    restores(Engine.MEDUSA, status, state, text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "state: pending | GOING_ON | pending",
        "state: running, progress: {percentCompleted: '40'} | GOING_ON | running at 40%",
        "state: attemptingtorun | GOING_ON | attemptingtorun",
        "state: complete | SUCCEEDED | the Blueprint has done all of its phases",
        "state: failed, error: {message: no such pod} | FAILED | no such pod",
        "state: Complete | GOING_ON | Complete",
      })
  void kanisterSaves(String status, State state, String text) {
    saves(Engine.KANISTER, status, state, text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "state: running | GOING_ON | running",
        "state: complete | SUCCEEDED | the Blueprint has done all of its phases",
        "state: failed, error: {message: no artifact} | FAILED | no artifact",
      })
  void kanisterRestores(String status, State state, String text) {
    restores(Engine.KANISTER, status, state, text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "phase: Pending | GOING_ON | Pending",
        "phase: Running, snapshots: [{name: a, phase: Running}] | GOING_ON | Running",
        "phase: Succeeded, snapshots: [{name: a, phase: Succeeded}] | SUCCEEDED | 1 of 1 snapshots stored",
        "phase: Succeeded | SUCCEEDED | Succeeded",
        "phase: Skipped, conditions: [{type: BackupSkipped, status: 'True', message: busy}] | FAILED | Skipped",
        "phase: Failed, snapshots: [{name: a, phase: Succeeded}, {name: b, phase: Failed}] | PARTIAL | 1 of 2 snapshots stored",
        "phase: Failed, conditions: [{type: X, status: 'False', message: no addon}] | FAILED | no addon",
      })
  void kubeStashSaves(String status, State state, String text) {
    saves(Engine.KUBE_STASH, status, state, text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "phase: Running | GOING_ON | Running",
        "phase: Succeeded | SUCCEEDED | Succeeded",
        "phase: Failed | FAILED | Failed",
        "phase: Failed, components: {a: {phase: Succeeded}, b: {phase: Failed}} | PARTIAL | Failed",
      })
  void kubeStashRestores(String status, State state, String text) {
    restores(Engine.KUBE_STASH, status, state, text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "spec: {instances: 1}, status: {phase: Setting up primary} | GOING_ON | Setting up primary",
        "spec: {instances: 1}, status: {phase: Cluster in healthy state, readyInstances: 1} | GOING_ON"
            + " | Cluster in healthy state",
        "spec: {instances: 2}, status: {readyInstances: 1, phase: Waiting, phaseReason: for pod 2,"
            + " conditions: [{type: Ready, status: 'True'}]} | GOING_ON | Waiting: for pod 2",
        "spec: {instances: 2}, status: {readyInstances: 2, conditions: [{type: Ready, status:"
            + " 'False'}]} | GOING_ON | ``",
        "spec: {instances: 2}, status: {readyInstances: 2, conditions: [{type: Ready, status:"
            + " 'True'}]} | SUCCEEDED | 2 of 2 instances ready",
      })
  void cloudNativePgRestores(String members, State state, String text) {
    says(Preset.of(Engine.CLOUD_NATIVE_PG).restore(), object(members), state, text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "conditions: [{type: Synchronizing, message: in progress}] | GOING_ON | in progress",
        "lastManualSync: earlier, conditions: [{type: Synchronizing, message: waits}] | GOING_ON | waits",
        "latestMoverStatus: {result: Failed} | GOING_ON | the mover failed and is started again",
        "lastManualSync: once, lastSyncDuration: 9s | SUCCEEDED | synchronized in 9s",
      })
  void volSyncSavesAndRestores(String status, State state, String text) {
    Map<String, Object> object =
        object("spec: {trigger: {manual: once}}, status: {%s}".formatted(status));
    says(Preset.of(Engine.VOL_SYNC).backup(), object, state, text);
    says(Preset.of(Engine.VOL_SYNC).restore(), object, state, text);
  }

  @Test
  void whatWasProducedIsReadOffTheObject() {
    ObjectExpressions result = ObjectExpressions.of(Preset.of(Engine.VELERO).backup().result());

    assertThat(
            result.texts(
                object(
                    "metadata: {name: b-1}, status: {startTimestamp: '2026-01-31T12:00:00Z',"
                        + " errors: 2, progress: {itemsBackedUp: 7}}")))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "restorePoint", "b-1",
                "startedAt", "2026-01-31T12:00:00Z",
                "items", "7",
                "errors", "2",
                "warnings", "0"));
  }

  private static void saves(Engine engine, String status, State state, String text) {
    says(Preset.of(engine).backup(), status, state, text);
  }

  private static void restores(Engine engine, String status, State state, String text) {
    says(Preset.of(engine).restore(), status, state, text);
  }

  private static void says(Procedure procedure, String status, State state, String text) {
    says(procedure, object("status: {" + status + "}"), state, text);
  }

  private static void says(
      Procedure procedure, Map<String, Object> object, State state, String text) {
    Outcomes outcomes = Outcomes.of(procedure.outcome());

    assertThat(outcomes.state(object)).isEqualTo(state);
    assertThat(state == State.GOING_ON ? outcomes.progress(object) : outcomes.message(object))
        .isEqualTo(text);
  }

  private static Map<String, Object> object(String members) {
    try {
      return YAML.readValue("{" + members + "}", MAP);
    } catch (JsonProcessingException wrong) {
      throw new IllegalArgumentException(members, wrong);
    }
  }
}
