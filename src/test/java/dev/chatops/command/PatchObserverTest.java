package dev.chatops.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.action.Given;
import dev.chatops.action.Observation;
import dev.chatops.action.Workload;
import dev.chatops.api.v1alpha1.OutcomeRules;
import dev.chatops.api.v1alpha1.Reason;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatchObserverTest {

  private static final OutcomeRules RULES =
      new OutcomeRules(
          "object.status.phase == 'Done'",
          "object.status.phase == 'Broken'",
          "object.status.phase == 'Half'",
          "object.status.phase",
          "object.status.message");

  private static final Workload AFTER = site("spec: {order: {to: main}}");
  private static final List<String> SET = List.of("/spec/order");

  private final PatchObserver observer = PatchObserver.of(SET, AFTER, RULES);

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "running | {phase: Moving} | … Moving",
        "no status yet | {} | … it goes on",
        "an unknown value | {phase: Brandnew} | … Brandnew",
        "a value of another type | {phase: 7} | … 7",
        "done | {phase: Done, message: moved} | moved",
        "done, of the generation | {phase: Done, message: moved, observedGeneration: 8} | moved",
        "done, of the generation before | {phase: Done, observedGeneration: 7}"
            + " | … waiting for the controller of site/shop",
        "done, of a generation that is none | {phase: Done, message: m, observedGeneration: '7'} | m",
        "partial | {phase: Half, message: 2 of 3}"
            + " | PartiallyFailed: site/shop did a part only: 2 of 3",
        "failed | {phase: Broken, message: no room} | Failed: site/shop failed: no room",
        "failed with a secret | {phase: Broken, message: 'password=hush'}"
            + " | Failed: site/shop failed: password=[redacted]",
      })
  void everyStateHasItsMeaning(String state, String status, String seen) {
    Workload target = site("spec: {order: {to: main}}, status: " + status);

    assertThat(inPlace(target)).isTrue();
    assertThat(words(observer.observe(target, null))).isEqualTo(seen);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "as it was set | spec: {order: {to: main}} | true",
        "other fields changed | spec: {order: {to: main}, size: 3} | true",
        "set to something else | spec: {order: {to: other}} | false",
        "something else, though done | spec: {order: {to: x}}, status: {phase: Done} | false",
        "taken away | spec: {} | false",
        "taken away in an unknown state | spec: {}, status: {phase: Brandnew} | false",
        "taken away when done | spec: {}, status: {phase: Done} | true",
        "taken away when it failed | spec: {}, status: {phase: Broken} | true",
        "taken away, done before | spec: {}, status: {phase: Done, observedGeneration: 7} | false",
      })
  void aChangeByAnotherIsSeen(String state, String object, boolean inPlace) {
    assertThat(inPlace(site(object))).isEqualTo(inPlace);
  }

  @Test
  void withoutAnOutcomeTheChangeIsTheEndAndMustStay() {
    PatchObserver plain = PatchObserver.of(SET, AFTER, null);

    assertThat(words(plain.observe(AFTER, null))).isEqualTo("it is stored.");
    assertThat(plain.fingerprint(site("spec: {}"), null))
        .isNotEqualTo(plain.fingerprint(AFTER, null));
  }

  @Test
  void whatWasRemovedMustStayAway() {
    PatchObserver removal = PatchObserver.of(List.of("/spec/hold"), AFTER, RULES);

    assertThat(removal.fingerprint(site("spec: {hold: true}"), null))
        .isNotEqualTo(removal.fingerprint(AFTER, null));
  }

  @Test
  void aTargetThatIsBeingDeletedHasNotSucceeded() {
    Workload target =
        Given.workload(
            """
            kind: Site
            metadata: {name: shop, generation: 8, deletionTimestamp: '2026-01-31T12:00:00Z'}
            spec: {order: {to: main}}
            """);

    assertThat(observer.observe(target, null))
        .isEqualTo(
            new Observation.Failed(
                Reason.SUPERSEDED, "site/shop was deleted before it had ended."));
  }

  private boolean inPlace(Workload target) {
    return observer.fingerprint(target, null).equals(observer.fingerprint(AFTER, null));
  }

  private static String words(Observation observation) {
    return switch (observation) {
      case Observation.InProgress(var progress) -> "… " + progress.message();
      case Observation.Succeeded(String message) -> message;
      case Observation.Failed(Reason reason, String message) -> reason.word() + ": " + message;
    };
  }

  private static Workload site(String rest) {
    return Given.workload(
        "{kind: Site, metadata: {name: shop, generation: 8}, %s}".formatted(rest));
  }
}
