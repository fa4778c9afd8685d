package dev.chatops.console.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.api.v1alpha1.CommandDecision;
import dev.chatops.runtime.OperatorRole;
import dev.chatops.testing.Cluster;
import dev.chatops.testing.OperatorProcess;
import dev.chatops.testing.OperatorProcesses;
import dev.chatops.testing.RunningOperator;
import dev.chatops.testing.TestNamespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// People in front of the console, while the operator carries out what they agree on.
class ConsoleBrowserIT {

  /// Releases need a second person; new pods take a while until they count.
  private static final String RELEASE =
      """
      apiVersion: chatops.dev/v1alpha1
      kind: AllowedCommand
      metadata: {name: release-web}
      spec:
        description: Roll a release of the web shop out
        parameters:
        - {name: tag, description: Version of the release, pattern: '[0-9.]+(-[a-z]+)?', required: true, examples: ["1.4.2"]}
        action: {deploy: {target: {kind: Deployment, name: web}, container: web, image: "ghcr.io/acme/web:${tag}"}}
        approval: {count: 1}
        links: [{title: Runbook of the web shop, url: "https://runbooks.example/web"}]
      """;

  private static final TestNamespace SHOP = new TestNamespace("shop");

  @RegisterExtension final OperatorProcesses processes = new OperatorProcesses();
  @RegisterExtension final Browsers browsers = new Browsers();

  private OperatorRole operator;
  private OperatorProcess console;
  private String address;

  @BeforeEach
  void open() {
    var shop = new NamespaceBuilder().withNewMetadata().withName("shop").endMetadata().build();
    Cluster.admin().resource(shop).serverSideApply();
    clear();
    SHOP.applyExample("runner");
    SHOP.applyExample("shop");
    SHOP.apply(RELEASE);
    SHOP.allow("alice", "run", "allowedcommands", "release-web");
    SHOP.allow("bob", "approve", "allowedcommands", "release-web");
    SHOP.grant("mallory", "chatops-requester");
    SHOP.awaitAllowed("alice", "run", "deploy-web");
    change(web -> web.getSpec().setMinReadySeconds(2));
    Awaitility.await("web is ready")
        .atMost(Duration.ofSeconds(60))
        .ignoreExceptions()
        .until(() -> SHOP.deployment("web").getStatus().getReadyReplicas() == 3);
    operator = RunningOperator.start();
    console = processes.startConsole("console").awaitReady();
    address = console.address().orElseThrow();
  }

  private static void change(Consumer<Deployment> change) {
    Cluster.admin()
        .resource(SHOP.deployment("web"))
        .edit(web -> {
          change.accept(web);
          return web;
        });
  }

  private static void clear() {
    Cluster.admin().resources(ChatCommand.class).inNamespace("shop").delete();
    Cluster.admin().resources(CommandDecision.class).inNamespace("shop").delete();
  }

  @AfterEach
  void close() {
    operator.close();
    clear();
    Cluster.admin().resource(SHOP.deployment("web")).delete();
  }

  private Guest alice() {
    return Guest.arrive(browsers, Guest.screen(), address, "alice").enter("shop");
  }

  @Test
  void aliceAsksBobApprovesAndBothSeeItRollOut() {
    Guest alice = alice();
    alice
        .page()
        .getByLabel("Command", new Page.GetByLabelOptions().setExact(true))
        .pressSequentially("re");
    assertThat(alice.page().getByRole(AriaRole.OPTION).first()).isVisible();
    alice.picture("console-suggestions");
    alice.say("scale web 4").sees("Completed");
    Guest bob = Guest.arrive(browsers, Guest.dark(), address, "bob").enter("shop");

    alice
        .say("release web 1.4.2")
        .sees("Approval wanted")
        .reads("by other people: you asked for it");
    assertThat(alice.button("Approve")).hasCount(0);
    bob.sees("Approval wanted").reads("you may give one").picture("console-approval-dark");
    bob.button("Approve").click();

    alice.sees("Running").picture("console-running");
    bob.sees("Running");
    alice.sees("Completed").reads("Approved by bob");
    bob.sees("Completed");
    assertThat(bob.button("Approve")).hasCount(0);

    alice.card().getByRole(AriaRole.LINK).first().click();
    assertThat(alice.page().locator(".tl")).containsText("Approved by bob");
    alice.picture("console-command").isAccessible();
    alice.page().getByText("The resource as it is stored").click();
    assertThat(alice.page().getByLabel("YAML")).containsText("kind: \"ChatCommand\"");
    bob.isAccessible();
  }

  @Test
  void aDenialNeedsNoWordsButKeepsThem() {
    Guest alice = alice();
    Guest bob = Guest.arrive(browsers, Guest.screen(), address, "bob").enter("shop");
    alice.say("release web 1.5.0").sees("Approval wanted");
    bob.sees("Approval wanted");
    bob.card().getByText("Deny…").click();
    bob.card().getByLabel("Why?").fill("not on a <b>Friday</b>");
    bob.button("Deny").last().click();

    alice.sees("Denied");
    bob.sees("Denied");
    alice.card().getByRole(AriaRole.LINK).first().click();
    assertThat(alice.page().locator(".tl")).containsText("not on a <b>Friday</b>");
  }

  @Test
  void aRolloutThatFailsSaysWhyAndWhatToDo() {
    change(web -> web.getSpec().setProgressDeadlineSeconds(10));
    Guest alice = alice();
    Guest bob = Guest.arrive(browsers, Guest.screen(), address, "bob").enter("shop");
    alice.say("release web 1.5.0-crashloop").sees("Approval wanted");
    bob.sees("Approval wanted").button("Approve").click();

    alice.sees("Rollout failed").reads("CrashLoopBackOff").reads("Runbook of the web shop");
    alice.picture("console-failed").isAccessible();
  }

  @Test
  void whoAskedCanCancel() {
    Guest alice = alice();
    alice.say("release web 1.5.0").sees("Approval wanted");

    alice.button("Cancel").click();

    alice.sees("Cancelled");
  }

  @Test
  void malloryIsToldWhyBeforeAndAfterSending() {
    Guest mallory = Guest.arrive(browsers, Guest.screen(), address, "mallory").enter("shop");
    Locator draft = mallory.page().locator("#draft");
    mallory
        .page()
        .getByLabel("Command", new Page.GetByLabelOptions().setExact(true))
        .fill("deploy web 1.4.2");
    assertThat(draft).containsText("you may not run it here");

    mallory.page().keyboard().press("Enter");

    assertThat(draft).containsText("mallory may not run deploy-web in shop");
    assertThat(mallory.page().locator("#empty")).isVisible();
    mallory.picture("console-refused").isAccessible();
    browsers.forgive("422");
  }

  @Test
  void onATelephoneNothingIsCutOff() {
    Guest alice = Guest.arrive(browsers, Guest.phone(), address, "alice").enter("shop");
    alice.say("scale web 4").sees("Completed");
    alice.say("release web 1.4.2").sees("Approval wanted");
    assertThat(alice.page().locator("#draft")).hasText("");
    alice.fits();
    alice.picture("console-phone").isAccessible();
    alice
        .page()
        .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Commands"))
        .first()
        .click();
    assertThat(alice.page()).hasURL(Pattern.compile(".*/commands"));
    alice.fits();
    alice.picture("console-phone-commands").isAccessible();
  }

  @Test
  void theCatalogueHasAFormForEachCommand() {
    Guest alice = alice();
    Page page = alice.page();
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Catalogue")).first().click();
    assertThat(page.getByRole(AriaRole.HEADING).first()).hasText("Catalogue of shop");
    alice.picture("console-catalogue").isAccessible();
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("release-web")).click();
    page.getByLabel("tag").fill("latest");
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Run")).click();
    assertThat(page.locator("#h-tag")).containsText("latest");
    alice.picture("console-form").isAccessible();
    page.getByLabel("tag").fill("1.4.2");

    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Run")).click();

    assertThat(page).hasURL(Pattern.compile(".*/commands/web-.*"));
    alice.sees("Approval wanted");
    browsers.forgive("422");
  }

  @Test
  void theKeyboardIsEnough() {
    Guest alice = alice();
    var keys = alice.page().keyboard();
    alice.page().locator("#log").focus();
    keys.press("/");
    keys.type("rele");
    assertThat(alice.page().getByRole(AriaRole.OPTION).first()).isVisible();
    keys.press("ArrowDown");
    keys.press("Enter");
    assertThat(alice.page().locator("#text")).hasValue("release-web ");
    keys.type("1.4.2");
    keys.press("Enter");
    alice.sees("Approval wanted");
    assertThat(alice.page().locator("#text")).hasValue("");
    keys.press("ArrowUp");
    assertThat(alice.page().locator("#text")).hasValue("release-web 1.4.2");
    keys.press("Escape");
    keys.press("Escape");
    keys.press("k");
    assertThat(alice.card()).isFocused();
    Guest bob = Guest.arrive(browsers, Guest.screen(), address, "bob").enter("shop");
    bob.sees("Approval wanted");
    bob.page().locator("#log").focus();
    bob.page().keyboard().press("k");
    bob.page().keyboard().press("Tab");
    bob.page().keyboard().press("Tab");
    assertThat(bob.button("Approve")).isFocused();
    bob.page().keyboard().press("Enter");
    alice.sees("Completed");
  }

  @Test
  void theConsoleComesBackAndNothingIsMissing() {
    Guest alice = alice();
    alice.say("scale web 4").sees("Completed");
    String port = address.substring(address.lastIndexOf(':') + 1);

    console.kill();
    assertThat(alice.page().locator("#live")).hasText("Reconnecting");
    SHOP.create(
        Cluster.as("alice"),
        """
        apiVersion: chatops.dev/v1alpha1
        kind: ChatCommand
        metadata: {name: meanwhile}
        spec: {command: scale-web, args: {replicas: 5}}
        """);
    processes.startConsole("console-again", port).awaitReady();

    assertThat(alice.page().locator("#live"))
        .hasText("Live", new LocatorAssertions.HasTextOptions().setTimeout(60_000));
    alice.sees("Completed").reads("#meanwhile");
    assertThat(alice.page().locator(".msg")).hasCount(2);
    browsers.forgive("ERR_CONNECTION_REFUSED");
    browsers.forgive("ERR_INCOMPLETE_CHUNKED_ENCODING");
    browsers.forgive("htmx:sse:error");
    browsers.forgive("503 (Service Unavailable)");
  }
}
