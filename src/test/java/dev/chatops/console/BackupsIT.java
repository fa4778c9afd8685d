package dev.chatops.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.console.cluster.Gate;
import dev.chatops.console.cluster.SavedObjects;
import dev.chatops.console.session.Session;
import dev.chatops.engine.Procedure.Kind;
import dev.chatops.testing.Cluster;
import dev.chatops.testing.EngineKinds;
import dev.chatops.testing.OperatorProcesses;
import dev.chatops.testing.Refusal;
import dev.chatops.testing.TestNamespace;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What there is to restore, shown to who may list it and to nobody else. No operator runs, and the
/// test plays the engine.
class BackupsIT {

  @RegisterExtension static final OperatorProcesses PROCESSES = new OperatorProcesses();

  private static String address;

  private final TestNamespace shop = Cluster.namespace();
  private String page;

  @BeforeAll
  static void start() {
    EngineKinds.install();
    address = PROCESSES.startConsole("console").awaitReady().address().orElseThrow();
  }

  @BeforeEach
  void open() {
    shop.apply(
        """
        apiVersion: chatops.dev/v1alpha1
        kind: AllowedCommand
        metadata: {name: restore-shop}
        spec:
          parameters:
          - {name: point, required: true}
          - {name: target, pattern: 'shop-[a-z0-9]+', default: shop-copy}
          approval: {count: 1}
          action: {restore: {engine: Velero, from: "${point}", into: "${target}"}}
        """);
    shop.grant("alice", "chatops-requester");
    shop.grant("bob", "chatops-viewer");
    shop.allow("alice", "run", "allowedcommands", "restore-shop");
    shop.allow(
        "alice",
        new PolicyRuleBuilder()
            .withApiGroups("velero.io")
            .withResources("backups")
            .withVerbs("list")
            .build());
    page = "/console/c/" + shop.name() + "/backups";
  }

  private void backup(String name, String saved, String status) {
    shop.create(
        Cluster.admin(),
        """
        apiVersion: velero.io/v1
        kind: Backup
        metadata: {name: %s}
        spec: {includedNamespaces: [web]}
        status: {startTimestamp: %s, %s}
        """
            .formatted(name, saved, status));
  }

  @Test
  void whoMayListSeesWhatThereIsAndGoesOnToTheForm() {
    backup("good", "2026-01-31T12:00:00Z", "phase: Completed, progress: {itemsBackedUp: 3}");
    backup("half", "2026-01-30T12:00:00Z", "phase: PartiallyFailed, errors: 2");
    backup("broken", "2026-01-29T12:00:00Z", "phase: Failed, failureReason: no bucket");
    Visitor alice = Visitor.signedIn(address, "alice");

    String text = alice.get(page).text();

    assertThat(text)
        .containsSubsequence(
            "Velero", "Usable", "good", "3 items saved", "A part only", "half", "Failed", "broken")
        .contains("no bucket", "31 Jan 12:00 UTC")
        .contains("/catalogue/restore-shop?point=good\"", "/catalogue/restore-shop?point=half\"")
        .doesNotContain("point=broken");
    String form = "/console/c/" + shop.name() + "/catalogue/restore-shop";
    Visitor.Seen filled = alice.get(form + "?point=good");
    assertThat(filled.text()).contains("value=\"good\"", "value=\"shop-copy\"");
    Visitor.Seen asked =
        alice.post(
            form,
            Map.of(
                "csrf", filled.field("csrf"),
                "key", filled.field("key"),
                "mode", "RUN",
                "point", "good",
                "target", "shop-copy"));
    assertThat(asked.path()).startsWith("/console/c/" + shop.name() + "/commands/");
  }

  @Test
  void whoMayNotListReadsWhichRightIsMissingAndSeesNothing() {
    backup("good", "2026-01-31T12:00:00Z", "phase: Completed");

    Visitor.Seen seen = Visitor.signedIn(address, "bob").get(page);

    assertThat(seen.status()).isEqualTo(200);
    assertThat(seen.text())
        .contains("bob lacks the verb list on backups.velero.io in " + shop.name())
        .contains("--verb=list --resource=backups.velero.io", "--user=bob")
        .contains("you may not run it")
        .doesNotContain("good");
    assertThat(Visitor.signedIn(address, "mallory").get(page).status()).isEqualTo(403);
    assertThat(
            Refusal.of(() ->
                    Cluster.asConsole()
                        .genericKubernetesResources("velero.io/v1", "Backup")
                        .inNamespace(shop.name())
                        .list())
                .by())
        .isEqualTo("RBAC");
  }

  @Test
  void theNewestAreShownAndItSaysHowManyAreNot() {
    IntStream.range(10, 43)
        .forEach(each ->
            backup("b-" + each, "2026-01-31T12:00:%dZ".formatted(each), "phase: Completed"));

    assertThat(Visitor.signedIn(address, "alice").get(page).text())
        .contains("b-42", "b-13<", "3 older ones are left out.")
        .doesNotContain("b-12<");
  }

  @Test
  void aKindThatTheClusterDoesNotKnowIsNotInstalled() {
    try (var gate = new Gate(Cluster.admin().getConfiguration())) {
      var session =
          new Session(
              "s", Cluster.token("alice"), "alice", Instant.MAX, Instant.MAX, Optional.empty());

      assertThat(
              new SavedObjects(gate)
                  .in(session, shop.name(), new Kind("backups.example/v1", "Backup")))
          .isEqualTo(new SavedObjects.Listing.NotInstalled());
      assertThat(new SavedObjects(gate).in(session, shop.name(), new Kind("velero.io/v1", "Nope")))
          .isEqualTo(new SavedObjects.Listing.NotInstalled());
    }
  }
}
