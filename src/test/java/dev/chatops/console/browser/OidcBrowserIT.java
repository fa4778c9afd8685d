package dev.chatops.console.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PageAssertions;
import com.microsoft.playwright.options.AriaRole;
import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.testing.Cluster;
import dev.chatops.testing.Dex;
import dev.chatops.testing.OperatorProcess;
import dev.chatops.testing.OperatorProcesses;
import dev.chatops.testing.RunningOperator;
import dev.chatops.testing.Shop;
import dev.chatops.testing.Shops;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Carol signs in with a browser, at a real issuer that the API server trusts as well.
class OidcBrowserIT {

  /// With this begins each signed token.
  private static final String TOKEN = "eyJ";

  @RegisterExtension static final OperatorProcesses PROCESSES = new OperatorProcesses();

  private static Dex dex;
  private static OperatorProcess console;
  private static String address;

  @RegisterExtension final Shops shops = new Shops();
  @RegisterExtension final Browsers browsers = new Browsers();

  private final List<String> told = new ArrayList<>();
  private String shop;
  private Shop opened;

  @BeforeAll
  static void start() {
    String port = String.valueOf(Dex.freePort());
    address = "http://127.0.0.1:" + port;
    dex = Dex.start(address);
    console = PROCESSES.startConsole("console", port, dex.settings()).awaitReady();
  }

  @AfterAll
  static void stop() {
    dex.close();
  }

  @BeforeEach
  void open() {
    opened = shops.open();
    shop = opened.namespace().name();
    opened.namespace().grant(Dex.CAROL, "chatops-requester");
    opened.namespace().allow(Dex.CAROL, "run", "allowedcommands", "scale-web");
  }

  private Page browser() {
    Page page = browsers.open(Guest.screen().setIgnoreHTTPSErrors(true));
    page.onRequest(request -> told.add(request.url()));
    page.onConsoleMessage(message -> told.add(message.text()));
    return page;
  }

  /// As a person does, beginning at a page that needs a session.
  private Guest carol() {
    Page page = browser();
    page.navigate(address + "/console/c/" + shop);
    new Guest(page, address).picture("console-signin-oidc").isAccessible();
    signIn(page);
    assertThat(page.locator("#live")).hasText("Live");
    return new Guest(page, address);
  }

  private static void signIn(Page page) {
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Continue with 127.0.0.1"))
        .click();
    page.locator("#login").fill(Dex.LOGIN);
    page.locator("#password").fill(Dex.PASSWORD);
    page.locator("#submit-login").click();
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name).setExact(true);
  }

  @Test
  void carolAsksUnderTheNameThatTheApiServerKnows() {
    try (var _ = RunningOperator.start()) {
      Guest carol = carol();
      assertThat(carol.page()).hasURL(address + "/console/c/" + shop);

      carol.say("scale web 4").sees("Completed");

      ChatCommand stored =
          Cluster.admin()
              .resources(ChatCommand.class)
              .inNamespace(shop)
              .list()
              .getItems()
              .getFirst();
      assertThat(stored.getSpec().requester().username()).isEqualTo(Dex.CAROL);
      assertThat(stored.getSpec().origin()).isNull();
      assertThat(opened.namespace().deployment("web").getSpec().getReplicas()).isEqualTo(4);

      Page page = carol.page();
      assertNoTokenIsShown(page);
      page.navigate(address + "/console/me");
      assertThat(page.getByRole(AriaRole.HEADING).first()).hasText("You are " + Dex.CAROL);
      assertNoTokenIsShown(page);
      page.getByLabel("You are " + Dex.CAROL).click();
      page.getByRole(AriaRole.BUTTON, named("Sign out")).click();
      assertThat(page).hasURL(address + "/console/signin");
      page.navigate(address + "/console/me");
      assertThat(page).hasURL(Pattern.compile(".*/console/signin.*"));
      assertThat(page.context().cookies()).noneMatch(each -> each.name.startsWith("chatops"));
    }
  }

  private void assertNoTokenIsShown(Page page) {
    assertThat(page.content()).doesNotContain(TOKEN);
    assertThat(page.context().cookies(address))
        .isNotEmpty()
        .allSatisfy(each -> {
          assertThat(each.httpOnly).isTrue();
          assertThat(each.value).doesNotContain(TOKEN);
        });
    assertThat(
            (String)
                page.evaluate(
                    "() => document.cookie + JSON.stringify({...localStorage, ...sessionStorage})"))
        .doesNotContain(TOKEN, "chatops-console");
    assertThat(told).isNotEmpty().noneMatch(line -> line.contains(TOKEN));
    assertThat(console.log()).contains(Dex.CAROL).doesNotContain(TOKEN);
  }

  @Test
  void aTokenIsReplacedBeforeItEndsAndNobodyNotices() {
    Guest carol = carol();
    Set<String> before = kept(carol);

    Awaitility.await("the next token")
        .atMost(Dex.LIFE.multipliedBy(3))
        .pollInterval(Duration.ofMillis(200))
        .until(() -> {
          // Lets the browser's own news in.
          carol.page().title();
          return !kept(carol).equals(before);
        });

    assertThat(carol.page()).hasURL(address + "/console/c/" + shop);
    assertThat(carol.page().locator("#live")).hasText("Live");
    carol.page().reload();
    assertThat(carol.page().getByRole(AriaRole.HEADING).first()).containsText(shop);
  }

  private static Set<String> kept(Guest guest) {
    return Set.copyOf(
        guest.page().context().cookies(address()).stream().map(each -> each.value).toList());
  }

  private static String address() {
    return address;
  }

  @Test
  void whomTheIssuerNoLongerKnowsIsSignedOutAndComesBackToTheSamePage() {
    Guest carol = carol();

    assertThat(carol.page())
        .hasURL(
            Pattern.compile(".*/console/signin\\?ended=1.*"),
            new PageAssertions.HasURLOptions().setTimeout(120_000));
    assertThat(carol.page().getByRole(AriaRole.ALERT)).containsText("You were signed out");
    signIn(carol.page());
    assertThat(carol.page()).hasURL(address + "/console/c/" + shop);
  }
}
