package dev.chatops.console.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.chatops.api.v1alpha1.ChatChannel;
import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.api.v1alpha1.ChatWorkspace;
import dev.chatops.api.v1alpha1.FreezeWindow;
import dev.chatops.testing.Cluster;
import dev.chatops.testing.Manifests;
import dev.chatops.testing.OperatorProcesses;
import dev.chatops.testing.TestNamespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Somebody looks over all of it. No operator and no gateway runs: what they would have left behind
/// is stored under their accounts.
class OverviewBrowserIT {

  private static final TestNamespace SHOP = new TestNamespace("shop");
  private static final TestNamespace BANK = new TestNamespace("bank");

  @RegisterExtension final OperatorProcesses processes = new OperatorProcesses();
  @RegisterExtension final Browsers browsers = new Browsers();

  private String address;

  @BeforeEach
  void open() {
    for (TestNamespace each : new TestNamespace[] {SHOP, BANK}) {
      var namespace =
          new NamespaceBuilder()
              .withNewMetadata()
              .withName(each.name())
              .addToLabels("env", "production")
              .endMetadata()
              .build();
      Cluster.admin().resource(namespace).serverSideApply();
    }
    clear();
    SHOP.applyExample("runner");
    SHOP.applyExample("shop");
    SHOP.applyExample("approval");
    SHOP.grant("alice", "chatops-viewer");
    SHOP.grant("bob", "chatops-viewer");
    BANK.applyExample("shop");
    BANK.grant("bob", "chatops-viewer");
    SHOP.awaitAllowed("bob", "approve", "close-web");
    Cluster.admin()
        .resource(
            new ClusterRoleBindingBuilder()
                .withNewMetadata()
                .withName("chatops-cluster-viewers")
                .endMetadata()
                .withNewRoleRef(
                    "rbac.authorization.k8s.io", "ClusterRole", "chatops-cluster-viewer")
                .addNewSubject("rbac.authorization.k8s.io", "User", "alice", null)
                .addNewSubject("rbac.authorization.k8s.io", "User", "bob", null)
                .build())
        .serverSideApply();
    address = processes.startConsole("console").awaitReady().address().orElseThrow();
  }

  @AfterEach
  void clear() {
    KubernetesClient admin = Cluster.admin();
    for (TestNamespace each : new TestNamespace[] {SHOP, BANK}) {
      admin.resources(ChatCommand.class).inNamespace(each.name()).delete();
      admin.resources(ChatChannel.class).inNamespace(each.name()).delete();
    }
    admin.resources(FreezeWindow.class).delete();
    admin.resources(ChatWorkspace.class).delete();
    admin.rbac().clusterRoleBindings().withName("chatops-cluster-viewers").delete();
  }

  /// Two weeks of a shop: quiet weekends, a few failures.
  private static void fill() {
    Instant now = Instant.now();
    List<String> definitions = List.of("deploy-web", "restart-web", "scale-web");
    for (int day = 0; day < 14; day++) {
      Instant at = now.minus(Duration.ofDays(day));
      boolean free = at.atOffset(ZoneOffset.UTC).getDayOfWeek().compareTo(DayOfWeek.FRIDAY) > 0;
      for (int each = 0; each < (free ? 1 : 3 + day % 3); each++) {
        String reason =
            day % 5 == 2 && each == 0
                ? "RolloutFailed"
                : day % 4 == 1 && each == 1 ? "Denied" : "Completed";
        Duration took = Duration.ofSeconds(4 + each * 17L + day * 3L);
        Stored.command(
            SHOP,
            "past-%d-%d".formatted(day, each),
            definitions.get(each % 3),
            Stored.ended(at, took, reason));
      }
    }
  }

  private Guest bob(Browser.NewContextOptions screen) {
    return Guest.arrive(browsers, screen, address, "bob");
  }

  @Test
  void theOverviewLeadsToWhatWaitsAndToWhatFailed() {
    fill();
    Stored.command(SHOP, "closing", "close-web", Stored.waiting());
    Stored.command(SHOP, "rolling", "deploy-web", Stored.running());
    Guest bob = bob(Guest.screen());
    Page page = bob.page();
    assertThat(page.getByRole(AriaRole.HEADING).first()).hasText("Overview");
    assertThat(page).hasTitle(Pattern.compile("\\(1\\) Overview.*"));
    assertThat(page.locator(".days li")).hasCount(14);
    bob.picture("console-overview").isAccessible();

    page.locator(".lines a.tone").first().click();
    assertThat(page).hasURL(Pattern.compile(".*/c/shop/commands\\?command=.*&state=bad"));
    assertThat(page.locator("tbody .state").first()).hasText("Rollout failed");
    page.goBack();
    page.getByRole(AriaRole.LINK, named("Read and decide")).press("Enter");
    assertThat(page.getByRole(AriaRole.BUTTON, named("Approve"))).isVisible();

    Guest dark = bob(Guest.dark());
    dark.picture("console-overview-dark").isAccessible();
    Guest phone = bob(Guest.phone());
    phone.fits();
    phone.picture("console-overview-phone").isAccessible();
  }

  @Test
  void theCalendarSaysWhatIsFrozenAndWhatWillBe() {
    Manifests.files("examples/freeze").stream().map(Manifests::read).forEach(Stored::ofTheCluster);
    Stored.ofTheCluster(
        """
        apiVersion: chatops.dev/v1alpha1
        kind: FreezeWindow
        metadata: {name: stocktaking}
        spec: {schedule: 0 0 * * *, duration: 20h, timeZone: Asia/Tokyo, actions: [restart], message: We count the stock.}
        """);
    Stored.ofTheCluster(
        """
        apiVersion: chatops.dev/v1alpha1
        kind: FreezeWindow
        metadata: {name: release-party}
        spec: {schedule: 0 17 * * 5, duration: 63h, timeZone: Europe/Berlni, commands: [close-web]}
        """);
    Guest bob = bob(Guest.screen());
    Page page = bob.page();
    page.getByRole(AriaRole.LINK, named("Freezes")).click();
    assertThat(page.locator("#now + .todo")).containsText("Europe/Berlin");
    assertThat(page.locator(".ahead .row")).hasCount(5);
    bob.picture("console-freezes").isAccessible();

    page.locator(".places")
        .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("#shop"))
        .click();
    assertThat(page.locator(".verdicts")).containsText("Frozen by FreezeWindow release-party");
    bob.picture("console-freezes-shop").isAccessible();
    Guest dark = bob(Guest.dark());
    dark.page().navigate(address + "/console/freezes");
    dark.picture("console-freezes-dark").isAccessible();
    Guest phone = bob(Guest.phone());
    phone.page().getByLabel("You are bob").click();
    phone.page().getByRole(AriaRole.LINK, named("Freezes")).click();
    assertThat(phone.page().getByRole(AriaRole.HEADING).first()).hasText("Freezes");
    phone.fits();
    phone.picture("console-freezes-phone").isAccessible();
  }

  @Test
  void theConnectionsSayWhatToMend() {
    Stored.workspace(
        "acme",
        "teamId: T0ACME, secretName: chatops-slack",
        """
        {"lastEventAt": "%1$s", "lastPostAt": "%1$s", "conditions": [%2$s]}
        """
            .formatted(
                Instant.now().minus(Duration.ofMinutes(2)),
                Stored.condition("Ready", "True", "Ready", "Connected to Slack.")));
    String missing = "There is no Secret chatops-partner: create it with the key bot-token.";
    Stored.workspace(
        "partner",
        "teamId: T0PARTNER, mode: Http, secretName: chatops-partner",
        "{\"conditions\": [%s]}"
            .formatted(String.join(",", Stored.broken("SecretMissing", missing))));
    Stored.channel(
        SHOP, "ops", "acme", Stored.condition("Ready", "True", "Ready", "It works on shop."));
    Stored.channel(
        BANK,
        "ledger",
        "acme",
        Stored.broken("NotAMember", "The bot is not in the channel: invite it there."));
    Stored.channel(BANK, "desk", "elsewhere");

    Guest bob = bob(Guest.screen());
    Page page = bob.page();
    page.getByRole(AriaRole.LINK, named("Connections")).click();
    assertThat(page.locator(".link")).hasCount(3);
    assertThat(page.locator(".link").first()).containsText("invite it there");
    assertThat(page.locator("main")).containsText("What to do: " + missing);
    bob.picture("console-connections").isAccessible();
    Guest dark = bob(Guest.dark());
    dark.page().navigate(address + "/console/connections");
    dark.picture("console-connections-dark").isAccessible();
    Guest phone = bob(Guest.phone());
    phone.page().navigate(address + "/console/connections");
    phone.fits();
    phone.picture("console-connections-phone").isAccessible();
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name);
  }
}
