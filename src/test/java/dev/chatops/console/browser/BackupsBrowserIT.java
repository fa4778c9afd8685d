package dev.chatops.console.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.chatops.testing.Cluster;
import dev.chatops.testing.EngineKinds;
import dev.chatops.testing.OperatorProcesses;
import dev.chatops.testing.TestNamespace;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Somebody looks for a backup and restores it. No operator runs, and the test plays the engines.
class BackupsBrowserIT {

  @RegisterExtension final OperatorProcesses processes = new OperatorProcesses();
  @RegisterExtension final Browsers browsers = new Browsers();

  private final TestNamespace shop = Cluster.namespace();
  private final Instant now = Instant.now();
  private String address;

  @BeforeEach
  void open() {
    EngineKinds.install();
    shop.applyExample("backups");
    shop.apply(
        """
        apiVersion: chatops.dev/v1alpha1
        kind: AllowedCommand
        metadata: {name: restore-web}
        spec:
          parameters:
          - {name: point, required: true}
          - {name: target, type: enum, values: [web-2, web-3], required: true}
          approval: {count: 1}
          action: {restore: {engine: Velero, from: "${point}", into: "${target}"}}
        """);
    shop.grant("alice", "chatops-requester");
    shop.grant("bob", "chatops-viewer");
    shop.allow("alice", "run", "allowedcommands", "restore-web");
    shop.allow(
        "alice",
        new PolicyRuleBuilder()
            .withApiGroups("velero.io", "snapshot.storage.k8s.io")
            .withResources("backups", "volumesnapshots")
            .withVerbs("list")
            .build());
    backup("web-nightly-1", 2, "phase: Completed, warnings: 1, progress: {itemsBackedUp: 312}");
    backup(
        "web-nightly-2", 26, "phase: PartiallyFailed, errors: 4, progress: {itemsBackedUp: 301}");
    backup(
        "web-nightly-3",
        50,
        "phase: Failed, failureReason: 'rpc error: code = Unknown desc = Put"
            + " https://velero.s3.eu-central-1.example/backups/web-nightly-3/velero-backup.json:"
            + " dial tcp: lookup velero.s3.eu-central-1.example: no such host'");
    backup("web-nightly-4", 1, "phase: InProgress, progress: {itemsBackedUp: 7, totalItems: 300}");
    shop.create(
        Cluster.admin(),
        """
        apiVersion: snapshot.storage.k8s.io/v1
        kind: VolumeSnapshot
        metadata: {name: cc-6f1c07a6-2f0e-4bb1-9d36-0a4b6a1f7c55}
        spec: {source: {persistentVolumeClaimName: data}}
        """);
    address = processes.startConsole("console").awaitReady().address().orElseThrow();
  }

  private void backup(String name, int hours, String status) {
    shop.create(
        Cluster.admin(),
        """
        apiVersion: velero.io/v1
        kind: Backup
        metadata: {name: %s}
        spec: {includedNamespaces: [web]}
        status: {startTimestamp: "%s", expiration: "%s", %s}
        """
            .formatted(
                name, now.minus(Duration.ofHours(hours)), now.plus(Duration.ofDays(30)), status));
  }

  private Guest at(Browser.NewContextOptions screen, String person) {
    Guest guest = Guest.arrive(browsers, screen, address, person);
    guest.page().navigate(address + "/console/c/" + shop.name() + "/backups");
    return guest;
  }

  @Test
  void theKeyboardLeadsFromARestorePointToItsForm() {
    Guest alice = Guest.arrive(browsers, Guest.screen(), address, "alice").enter(shop.name());
    Page page = alice.page();
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Backups")).press("Enter");
    assertThat(page.getByRole(AriaRole.HEADING).first()).hasText("Backups in " + shop.name());
    Locator rows = page.getByRole(AriaRole.REGION).first().locator("tbody tr");
    assertThat(rows).hasCount(4);
    assertThat(rows.first()).containsText("Not ended");
    alice.picture("console-backups").isAccessible();

    page.getByRole(
            AriaRole.LINK, new Page.GetByRoleOptions().setName("Restore… from web-nightly-1"))
        .press("Enter");

    assertThat(page).hasURL(Pattern.compile(".*/catalogue/restore-web\\?point=web-nightly-1"));
    assertThat(page.getByLabel("point")).hasValue("web-nightly-1");
    alice.picture("console-restore").isAccessible();
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("what there is to restore"))
        .click();
    assertThat(page).hasURL(Pattern.compile(".*/backups"));
  }

  @Test
  void itFitsAPhoneAndTheDark() {
    Guest dark = at(Guest.dark(), "alice");
    dark.picture("console-backups-dark").isAccessible();
    Guest phone = at(Guest.phone(), "alice");
    phone.fits();
    phone.picture("console-backups-phone").isAccessible();
    phone.page().getByLabel("You are alice").click();
    assertThat(
            phone.page().getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Backups")))
        .isVisible();
  }

  @Test
  void whoMayNotListReadsHowToGrantIt() {
    Guest bob = at(Guest.screen(), "bob");
    assertThat(bob.page().locator("main")).containsText("bob lacks the verb list on");
    bob.picture("console-backups-denied").isAccessible();
    Guest phone = at(Guest.phone(), "bob");
    phone.fits();
    phone.picture("console-backups-denied-phone").isAccessible();
    assertThat(phone.page().locator("main table")).hasCount(0);
  }
}
