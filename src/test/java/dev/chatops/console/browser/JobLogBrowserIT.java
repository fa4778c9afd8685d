package dev.chatops.console.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.chatops.testing.Cluster;
import dev.chatops.testing.OperatorProcesses;
import dev.chatops.testing.TestNamespace;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Somebody looks for what the Job of a command printed. No operator runs: what it would have left
/// behind is stored under its account.
class JobLogBrowserIT {

  @RegisterExtension final OperatorProcesses processes = new OperatorProcesses();
  @RegisterExtension final Browsers browsers = new Browsers();

  private final TestNamespace shop = Cluster.namespace();
  private String address;

  @BeforeEach
  void open() {
    shop.applyExample("jobs");
    shop.grant("alice", "chatops-requester");
    shop.awaitAllowed("alice", "run", "migrate-database");
    Stored.command(
        shop,
        "migrated",
        "migrate-database",
        """
        {"startedAt": "%1$s", "finishedAt": "%1$s",
         "plan": {"digest": "d1", "summary": "run job/cc-1", "target":
           {"apiVersion": "batch/v1", "kind": "Job", "name": "cc-1"}, "changes": []},
         "output": {"text": "applied 41 of 42\\napplied 42 of 42\\nthe schema is at 1.4.2", "lines": 3},
         "result": {"version": "1.4.2", "tables": "42"},
         "conditions": [%2$s]}
        """
            .formatted(
                Instant.now(),
                Stored.condition("Succeeded", "True", "Completed", "run job/cc-1: it succeeded.")));
    address = processes.startConsole("console").awaitReady().address().orElseThrow();
  }

  private Guest at(Browser.NewContextOptions screen) {
    Guest alice = Guest.arrive(browsers, screen, address, "alice");
    alice.page().navigate(address + "/console/c/" + shop.name() + "/commands/migrated");
    return alice;
  }

  @Test
  void theWholeLogIsALinkAwayAndWhoMayNotReadItIsToldWhy() {
    Guest alice = at(Guest.screen());
    Page page = alice.page();
    alice.picture("console-job").isAccessible();

    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("The whole log"))
        .press("Enter");

    assertThat(page.getByRole(AriaRole.HEADING).first()).hasText("You may not read this log");
    assertThat(page.locator("main")).containsText("alice needs the verb list on pods");
    alice.picture("console-job-denied").isAccessible();
    browsers.forgive("403 (Forbidden)");
    Guest phone = at(Guest.phone());
    phone.fits();
    phone.picture("console-job-phone").isAccessible();
  }
}
