package dev.chatops.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.api.v1alpha1.AllowedCommandSpec;
import dev.chatops.api.v1alpha1.Engine;
import dev.chatops.engine.Saved;
import dev.chatops.engine.Saved.State;
import dev.chatops.policy.Compiled;
import dev.chatops.policy.Definition;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BackupsTest {

  private static final String PARAMETERS =
      "approval: {count: 1}\nparameters: [{name: point, required: true}]\n";

  private static final Offer SAVE =
      offer("save", true, "action: {backup: {engine: Velero, of: shop}}");

  private static final Offer RESTORE = restore("restore", true);

  private static Offer restore(String name, boolean runnable) {
    return offer(
        name,
        runnable,
        PARAMETERS + "action: {restore: {engine: Velero, from: '${point}', into: copy}}");
  }

  private static Offer offer(String name, boolean runnable, String spec) {
    return new Offer(
        ((Compiled.Usable)
                Definition.compile(name, Serialization.unmarshal(spec, AllowedCommandSpec.class)))
            .definition(),
        runnable);
  }

  private static Backups shelf(List<Offer> offers, Saved... points) {
    return Backups.of("shop", Engine.VELERO, offers, List.of(points), 40, false);
  }

  private static Saved saved(State state, String message) {
    return new Saved(
        "b-1",
        List.of("shop"),
        Instant.parse("2026-01-31T12:00:00Z"),
        null,
        state,
        message,
        List.of());
  }

  @Test
  void anEngineIsShownThatACommandSpeaksOf() {
    assertThat(Backups.engines(Shelf.offers())).isEmpty();
    assertThat(Backups.engines(List.of(SAVE))).containsExactly(Engine.VELERO);
    assertThat(Backups.engines(List.of(RESTORE, SAVE))).containsExactly(Engine.VELERO);
  }

  @Test
  void whatCanBeBroughtBackLeadsToTheFormWithItFilledIn() {
    Backups shelf = shelf(List.of(RESTORE, SAVE), saved(State.USABLE, "3 items saved"));

    assertThat(shelf.rows())
        .singleElement()
        .satisfies(row -> {
          assertThat(row.words()).isEqualTo("Usable");
          assertThat(row.of()).isEqualTo("shop");
          assertThat(row.links())
              .containsExactly(
                  new Backups.Link("Restore…", "/console/c/shop/catalogue/restore?point=b-1"));
        });
    assertThat(shelf.restores()).containsExactly(RESTORE);
    assertThat(shelf.backups()).containsExactly(SAVE);
    assertThat(shelf.older()).isEqualTo(39);
  }

  @Test
  void severalCommandsAreNamedAndThoseThatOneMayNotRunAreNoLinks() {
    assertThat(
            shelf(
                    List.of(RESTORE, restore("rescue", true), restore("forbidden", false)),
                    saved(State.PARTIAL, ""))
                .rows()
                .getFirst()
                .links())
        .extracting(Backups.Link::words)
        .containsExactly("restore…", "rescue…");
  }

  @ParameterizedTest
  @EnumSource(
      value = State.class,
      names = {"FAILED", "GOING_ON", "UNFIT"})
  void whatCannotBeBroughtBackLeadsNowhere(State state) {
    Backups.Row row = shelf(List.of(RESTORE), saved(state, "is not complete.")).rows().getFirst();

    assertThat(row.links()).isEmpty();
    assertThat(row.look().tone()).isNotEqualTo("ok");
  }

  @Test
  void whatAnEngineSaysIsToldWithoutSecrets() {
    assertThat(
            shelf(List.of(), saved(State.FAILED, "dial: password=hunter2hunter2"))
                .rows()
                .getFirst()
                .message())
        .isEqualTo("dial: password=[redacted]");
  }

  @Test
  void whoMayNotListReadsHowToGrantIt() {
    assertThat(
            Backups.Problem.denied(
                "o'hara $(x)", "volumesnapshots.snapshot.storage.k8s.io", "shop"))
        .isEqualTo(
            new Backups.Problem(
                "You may not list them",
                "o'hara $(x) lacks the verb list on volumesnapshots.snapshot.storage.k8s.io in shop."
                    + " Who administers the namespace can grant it:",
                List.of(
                    "kubectl create role read-volumesnapshots -n shop --verb=list"
                        + " --resource=volumesnapshots.snapshot.storage.k8s.io",
                    "kubectl create rolebinding read-volumesnapshots -n shop"
                        + " --role=read-volumesnapshots --user='o'\\''hara $(x)'")));
  }

  @Test
  void whatWasNotTriedWithTheEngineItselfIsSaid() {
    assertThat(shelf(List.of()).unverified()).isEmpty();
    assertThat(
            Backups.of("shop", Engine.VOLUME_SNAPSHOT, List.of(), List.of(), 0, true).unverified())
        .isEqualTo("restores were not verified with the engine itself");
    assertThat(Backups.of("shop", Engine.MEDUSA, List.of(), List.of(), 0, true).unverified())
        .startsWith("neither backups nor restores");
  }

  @Test
  void anEngineThatIsNotThereSaysWhatBringsIt() {
    assertThat(Backups.Problem.notInstalled(Engine.VELERO, "Backup").sentence())
        .isEqualTo("The cluster knows no Backup: install Velero (https://velero.io).");
    assertThat(Backups.Problem.hidden(Engine.VOL_SYNC).sentence()).startsWith("VolSync has no");
  }
}
