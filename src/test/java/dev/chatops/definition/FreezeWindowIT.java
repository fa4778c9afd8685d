package dev.chatops.definition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.api.v1alpha1.Condition;
import dev.chatops.api.v1alpha1.ConditionStatus;
import dev.chatops.api.v1alpha1.FreezeWindow;
import dev.chatops.api.v1alpha1.FreezeWindowStatus;
import dev.chatops.testing.Cluster;
import dev.chatops.testing.Manifests;
import io.javaoperatorsdk.operator.Operator;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The status of FreezeWindows on a real API server, written with the rights that the operator is
/// shipped with.
class FreezeWindowIT {

  private static final SetClock CLOCK = new SetClock();
  private static Operator operator;

  private final List<String> windows = new ArrayList<>();

  /// Goes on, as any clock does, from whatever it was set to.
  private static final class SetClock implements InstantSource {
    private volatile Duration ahead = Duration.ZERO;

    void set(String time) {
      ahead = Duration.between(Instant.now(), Instant.parse(time));
    }

    @Override
    public Instant instant() {
      return Instant.now().plus(ahead);
    }
  }

  @BeforeAll
  static void start() {
    operator =
        new Operator(configuration ->
            configuration
                .withKubernetesClient(Cluster.asOperator())
                .withCloseClientOnStop(false)
                .withUseSSAToPatchPrimaryResource(true));
    operator.register(
        new FreezeWindowReconciler(new FreezeCatalogue(), CLOCK.withZone(ZoneOffset.UTC)));
    operator.start();
  }

  @AfterAll
  static void stop() {
    operator.stop();
  }

  @BeforeEach
  void itIsSaturday() {
    CLOCK.set("2026-11-28T11:00:00Z");
  }

  @AfterEach
  void removeWindows() {
    windows.forEach(name -> Cluster.admin().resources(FreezeWindow.class).withName(name).delete());
  }

  @Test
  void windowThatHoldsSaysUntilWhenAndWhenNext() {
    String name = window("schedule: '0 17 * * 5', duration: 63h, timeZone: Europe/Berlin");

    awaitStatus(
        name,
        status -> {
          assertThat(status.observedGeneration()).isEqualTo(1);
          assertThat(conditions(status))
              .isEqualTo(
                  Map.of("Ready", "True Ready While it is active, what it covers is refused."));
          assertThat(status.active()).isTrue();
          assertThat(status.activeUntil()).isEqualTo("2026-11-30T07:00:00Z");
          assertThat(status.nextStart()).isEqualTo("2026-12-04T16:00:00Z");
        });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          schedule: '0 0 31 2 *', duration: 1h, timeZone: UTC | InvalidSchedule | spec.schedule: there is no such day in any year; mend day of month or month. | true
          schedule: '0 17 * * 5', duration: 745h, timeZone: UTC | InvalidDuration | spec.duration: must be whole minutes from 1m to 744h (31 days), such as 63h, not "745h". | true
          schedule: '0 17 * * 5', duration: 1h, timeZone: Europe/Berlim | InvalidTimeZone | spec.timeZone: there is no time zone "Europe/Berlim"; did you mean Europe/Berlin? | true
          schedule: '0 17 * * 5', duration: 1h, timeZone: UTC, commands: ['*-web'] | InvalidPattern | spec.commands[0]: "*-web" can name no AllowedCommand; write a name, such as deploy-web, or its beginning and *, such as deploy-*. | false
          schedule: '0 17 * * 5', duration: 1h, timeZone: UTC, actions: [deplo] | UnknownAction | spec.actions[0]: there is no action "deplo"; did you mean deploy? | false
          schedule: '0 17 * * 5', duration: 1h, timeZone: UTC, namespaceSelector: {matchExpressions: [{key: env, operator: Is}]} | InvalidSelector | spec.namespaceSelector.matchExpressions[0].operator: must be In, NotIn, Exists or DoesNotExist. | false
          """)
  void windowThatCannotBeUnderstoodIsStalledAndSaysWhatToMend(
      String spec, String reason, String sentence, boolean active) {
    String name = window(spec);

    String said = reason + " " + sentence + " Until then that part counts as matching.";
    awaitStatus(
        name,
        status -> {
          assertThat(conditions(status))
              .isEqualTo(Map.of("Ready", "False " + said, "Stalled", "True " + said));
          assertThat(status.active()).isEqualTo(active);
          assertThat(status.activeUntil()).isNull();
        });
  }

  @Test
  void mendedWindowIsNoLongerStalled() {
    String name = window("schedule: '0 17 * * 9', duration: 1h, timeZone: UTC");
    awaitStatus(name, status -> assertThat(status.active()).isTrue());

    apply(name, "schedule: '0 17 * * 5', duration: 1h, timeZone: UTC");

    awaitStatus(
        name,
        status -> {
          assertThat(status.observedGeneration()).isEqualTo(2);
          assertThat(conditions(status)).containsOnlyKeys("Ready");
          assertThat(status.active()).isFalse();
          assertThat(status.nextStart()).isEqualTo("2026-12-04T17:00:00Z");
        });
  }

  @Test
  void statusFollowsTheClockWithoutAnyChangeOfTheWindow() {
    CLOCK.set("2026-11-28T11:59:55Z");
    String ends = window("schedule: '0 11 * * *', duration: 1h, timeZone: UTC");
    String begins = window("schedule: '0 12 * * *', duration: 1h, timeZone: UTC");
    awaitStatus(ends, status -> assertThat(status.active()).isTrue());
    awaitStatus(begins, status -> assertThat(status.nextStart()).isEqualTo("2026-11-28T12:00:00Z"));

    awaitStatus(ends, status -> assertThat(status.active()).isFalse());
    awaitStatus(begins, status -> assertThat(status.active()).isTrue());

    assertThat(CLOCK.instant())
        .isBetween(Instant.parse("2026-11-28T12:00:00Z"), Instant.parse("2026-11-28T12:00:10Z"));
    assertThat(stored(ends).getStatus().activeUntil()).isNull();
    assertThat(stored(ends).getStatus().nextStart()).isEqualTo("2026-11-29T11:00:00Z");
    assertThat(stored(begins).getStatus().activeUntil()).isEqualTo("2026-11-28T13:00:00Z");
    assertThat(stored(begins).getMetadata().getGeneration()).isEqualTo(1);
  }

  @Test
  void lookAtAnUnchangedWindowWritesNothing() {
    String name = window("schedule: '0 17 * * 5', duration: 63h, timeZone: Europe/Berlin");
    awaitStatus(name, status -> assertThat(status.active()).isTrue());
    FreezeWindow stored = stored(name);

    var again =
        new FreezeWindowReconciler(new FreezeCatalogue(), CLOCK.withZone(ZoneOffset.UTC))
            .reconcile(stored, null);

    assertThat(again.isNoUpdate()).isTrue();
    assertThat(again.getScheduleDelay()).hasValue(Duration.ofHours(24).toMillis());
  }

  @Test
  void kubectlShowsWhatPeopleWantToKnow() {
    String name = window("schedule: '0 17 * * 5', duration: 63h, timeZone: Europe/Berlin");
    awaitStatus(name, status -> assertThat(status.active()).isTrue());

    String output = Cluster.kubectl("", "get", "freezewindows", name).orFail().output();

    assertThat(output.lines().map(line -> line.replaceAll(" +", " ").strip()).toList())
        .satisfiesExactly(
            head ->
                assertThat(head)
                    .isEqualTo("NAME SCHEDULE DURATION ZONE READY ACTIVE UNTIL NEXT AGE"),
            row ->
                assertThat(row)
                    .startsWith(
                        name
                            + " 0 17 * * 5 63h Europe/Berlin True true 2026-11-30T07:00:00Z"
                            + " 2026-12-04T16:00:00Z "));
  }

  @Test
  void examplesAreUnderstood() {
    for (Path file : Manifests.files("examples/freeze")) {
      var example = Manifests.parse(Manifests.read(file));
      windows.add(example.getMetadata().getName());
      Cluster.admin().resource(example).forceConflicts().serverSideApply();

      awaitStatus(
          example.getMetadata().getName(),
          status -> assertThat(conditions(status)).containsOnlyKeys("Ready"));
    }
    assertThat(windows).isNotEmpty();
  }

  private String window(String spec) {
    String name = "window-" + UUID.randomUUID().toString().substring(0, 8);
    windows.add(name);
    apply(name, spec);
    return name;
  }

  private static void apply(String name, String spec) {
    Cluster.admin()
        .resource(
            Manifests.parse(
                """
                apiVersion: chatops.dev/v1alpha1
                kind: FreezeWindow
                metadata: {name: %s}
                spec: {%s}
                """
                    .formatted(name, spec)))
        .forceConflicts()
        .serverSideApply();
  }

  private static void awaitStatus(String name, Consumer<FreezeWindowStatus> wanted) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(100))
        .untilAsserted(() -> {
          FreezeWindowStatus status = stored(name).getStatus();
          assertThat(status.observedGeneration())
              .isEqualTo(stored(name).getMetadata().getGeneration());
          wanted.accept(status);
        });
  }

  private static Map<String, String> conditions(FreezeWindowStatus status) {
    return status.conditions().stream()
        .collect(
            Collectors.toMap(
                Condition::type,
                condition ->
                    (condition.status() == ConditionStatus.TRUE ? "True " : "False ")
                        + condition.reason()
                        + " "
                        + condition.message()));
  }

  private static FreezeWindow stored(String name) {
    return Cluster.admin().resources(FreezeWindow.class).withName(name).get();
  }
}
