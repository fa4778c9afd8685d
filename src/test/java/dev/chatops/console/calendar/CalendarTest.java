package dev.chatops.console.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.chatops.api.v1alpha1.AllowedCommand;
import dev.chatops.api.v1alpha1.FreezeWindow;
import dev.chatops.api.v1alpha1.FreezeWindowSpec;
import dev.chatops.policy.Compiled;
import dev.chatops.policy.Definition;
import dev.chatops.testing.Manifests;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CalendarTest {

  /// A Thursday.
  private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

  private static final Map<String, String> PRODUCTION = Map.of("env", "production");
  private static final Map<String, Map<String, String>> NAMESPACES =
      Map.of("shop", PRODUCTION, "lab", Map.of("env", "test"));

  private static FreezeWindow shipped(String name) {
    return Serialization.unmarshal(
        Manifests.files("examples/freeze").stream()
            .map(Manifests::read)
            .filter(yaml -> yaml.contains("name: " + name + "\n"))
            .findFirst()
            .orElseThrow(),
        FreezeWindow.class);
  }

  private static FreezeWindow window(String name, String schedule, String duration, String zone) {
    return Serialization.unmarshal(
        """
        apiVersion: chatops.dev/v1alpha1
        kind: FreezeWindow
        metadata: {name: %s}
        spec: {schedule: "%s", duration: %s, timeZone: %s}
        """
            .formatted(name, schedule, duration, zone),
        FreezeWindow.class);
  }

  private static Definition definition(String name, String action) {
    var command =
        Serialization.unmarshal(
            """
            apiVersion: chatops.dev/v1alpha1
            kind: AllowedCommand
            metadata: {name: %s}
            spec: {action: {%s}}
            """
                .formatted(name, action),
            AllowedCommand.class);
    return ((Compiled.Usable) Definition.compile(name, command.getSpec())).definition();
  }

  private static Calendar at(Instant now, FreezeWindow... windows) {
    return Calendar.of(List.of(windows), NAMESPACES, List.of(), Map.of(), now);
  }

  @Test
  void aWeekendIsTwiceInTwoWeeksOnItsOwnClocksAndInUtc() {
    Calendar calendar = at(NOW, shipped("weekend"));

    assertThat(calendar.now()).isEmpty();
    assertThat(calendar.complete()).isTrue();
    assertThat(calendar.entries())
        .extracting(each -> each.begins().wall(), each -> each.begins().utc())
        .containsExactly(
            tuple("Fri 27 Nov 17:00", "Fri 27 Nov 16:00 UTC"),
            tuple("Fri 4 Dec 17:00", "Fri 4 Dec 16:00 UTC"));
    assertThat(calendar.entries().getFirst().ends().wall()).isEqualTo("Mon 30 Nov 08:00");
    assertThat(calendar.entries().getFirst().window())
        .satisfies(window -> {
          assertThat(window.namespaces()).containsExactly("shop");
          assertThat(window.blocks()).isEqualTo("deploy, rollback");
          assertThat(window.times()).isEqualTo("Friday 17:00 for 63 hours, Europe/Berlin");
        });
  }

  @Test
  void whatHoldsStandsOnTopWithItsEnd() {
    Calendar calendar = at(Instant.parse("2026-11-28T09:00:00Z"), shipped("weekend"));

    assertThat(calendar.now())
        .singleElement()
        .satisfies(entry -> {
          assertThat(entry.begins()).isNull();
          assertThat(entry.ends().iso()).isEqualTo("2026-11-30T07:00:00Z");
        });
    assertThat(calendar.entries()).hasSize(2);
    assertThat(calendar.rows().getFirst().words()).isEqualTo("holds now, and 2 times later");
  }

  @Test
  void theStripBeginsWithTodayAndEndsAfterTheLastDay() {
    Calendar calendar = at(NOW, shipped("weekend"), window("night", "0 0 * * *", "1m", "UTC"));

    assertThat(calendar.strip().width()).isEqualTo(1500);
    assertThat(calendar.strip().now()).isEqualTo(50);
    assertThat(calendar.strip().days().getFirst()).isEqualTo(new Calendar.Mark(0, 26, "T"));
    assertThat(calendar.strip().days().getLast()).isEqualTo(new Calendar.Mark(1400, 10, "T"));
    Row nights = calendar.rows().getFirst();
    assertThat(nights.parts()).hasSize(15).contains(new Row.Part(100, 6));
    Row weekends = calendar.rows().getLast();
    assertThat(weekends.parts()).containsExactly(new Row.Part(166, 263), new Row.Part(866, 263));
    assertThat(calendar.rows())
        .flatExtracting(Row::parts)
        .allMatch(part -> part.x() >= 0 && part.x() + part.width() <= 1500);
  }

  @Test
  void aWindowThatCannotBeUnderstoodHoldsUntilItIsMended() {
    Calendar calendar = at(NOW, window("typo", "0 17 * * 5", "63h", "Europe/Berlni"));

    assertThat(calendar.now())
        .singleElement()
        .satisfies(entry -> {
          assertThat(entry.ends()).isNull();
          assertThat(entry.window().mend()).contains("Europe/Berlin");
          assertThat(entry.window().times()).isEqualTo("always, until it is mended");
          assertThat(entry.window().namespaces()).containsExactly("lab", "shop");
        });
    assertThat(calendar.rows().getFirst().parts()).containsExactly(new Row.Part(50, 1450));
  }

  @Test
  void whatCannotBeUnderstoodOfItsScopeBlocksAll() {
    FreezeWindow wrong = window("wrong", "0 0 * * *", "24h", "UTC");
    wrong.setSpec(
        new FreezeWindowSpec(
            "0 0 * * *", "24h", "UTC", null, List.of("Deploy!"), List.of("deploy"), null, null));

    assertThat(at(NOW, wrong).now().getFirst().window().blocks()).isEqualTo("deploy");
    assertThat(at(NOW, wrong).now().getFirst().window().mend()).contains("Deploy!");
  }

  @Test
  void aWindowThatNeverEndsIsNotListedForEver() {
    Calendar calendar =
        at(
            NOW,
            window("minutes", "*/2 * * * *", "1m", "UTC"),
            window("ever", "* * * * *", "1m", "UTC"));

    assertThat(calendar.complete()).isFalse();
    assertThat(calendar.entries()).hasSizeLessThanOrEqualTo(40);
    assertThat(calendar.now()).anySatisfy(entry -> assertThat(entry.ends()).isNull());
  }

  @Test
  void aNamespaceHasTheWindowsThatSelectIt() {
    List<FreezeWindow> all = List.of(shipped("weekend"), window("all", "0 0 * * *", "1h", "UTC"));

    assertThat(Calendar.holdingFor(all, PRODUCTION)).hasSize(2);
    assertThat(Calendar.holdingFor(all, Map.of("env", "test")))
        .extracting(each -> each.getMetadata().getName())
        .containsExactly("all");
  }

  @Test
  void eachCommandIsAnsweredAsTheOperatorWould() {
    Calendar calendar =
        Calendar.of(
            List.of(shipped("weekend")),
            Map.of("shop", PRODUCTION),
            List.of(
                definition("ship", "rollback: {target: {kind: Deployment, name: web}}"),
                definition("calm", "restart: {target: {kind: Deployment, name: web}}")),
            PRODUCTION,
            Instant.parse("2026-11-28T09:00:00Z"));

    assertThat(calendar.answers())
        .extracting(Answer::command, Answer::frozen)
        .containsExactly(tuple("calm", false), tuple("ship", true));
    assertThat(calendar.answers().getLast().sentence())
        .contains("weekend", "It opens on Mon 2026-11-30 08:00 CET");
  }
}
