package dev.chatops.console.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ScreenshotAnimations;
import dev.chatops.testing.Cluster;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/// Somebody in front of a browser.
record Guest(Page page, String address) {

  static final int PHONE = 390;

  /// Screenshots of the documentation are written anew with `make screenshots`.
  private static final Path PICTURES =
      Path.of(Boolean.getBoolean("chatops.update") ? "docs/images" : "target/images");

  static Browser.NewContextOptions screen() {
    return new Browser.NewContextOptions().setViewportSize(1280, 860);
  }

  static Browser.NewContextOptions phone() {
    return new Browser.NewContextOptions()
        .setViewportSize(PHONE, 844)
        .setDeviceScaleFactor(2)
        .setHasTouch(true);
  }

  static Browser.NewContextOptions dark() {
    return screen().setColorScheme(ColorScheme.DARK);
  }

  /// Signs in as a person does.
  static Guest arrive(
      Browsers browsers, Browser.NewContextOptions options, String address, String person) {
    var guest = new Guest(browsers.open(options), address);
    guest.page.navigate(address + "/console/signin");
    guest.page.getByLabel("Your Kubernetes token").fill(Cluster.token(person));
    guest.page.getByRole(AriaRole.BUTTON, named("Sign in")).click();
    assertThat(guest.page).not().hasURL(Pattern.compile(".*signin.*"));
    return guest;
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name).setExact(true);
  }

  /// Opens a channel and waits until news come by themselves.
  Guest enter(String namespace) {
    page.navigate(address + "/console/c/" + namespace);
    assertThat(page.locator("#live")).hasText("Live");
    return this;
  }

  Guest say(String line) {
    page.getByLabel("Command", new Page.GetByLabelOptions().setExact(true)).fill(line);
    page.getByRole(AriaRole.BUTTON, named("Run")).click();
    return this;
  }

  /// The newest card of the channel.
  Locator card() {
    return page.locator(".card").last();
  }

  Locator button(String name) {
    return card().getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name));
  }

  /// Waits until the newest card is in a state.
  Guest sees(String state) {
    assertThat(card().locator(".state")).hasText(state);
    return this;
  }

  Guest reads(String text) {
    assertThat(card()).containsText(text);
    return this;
  }

  /// @param name of the file
  Guest picture(String name) {
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(PICTURES.resolve(name + ".png"))
            .setAnimations(ScreenshotAnimations.DISABLED));
    return this;
  }

  /// Nothing is wider than the window.
  void fits() {
    assertThat(
            (Boolean)
                page.evaluate(
                    "() => [document.documentElement, document.querySelector('main')]"
                        + ".every(e => !e || e.scrollWidth <= innerWidth)"))
        .isTrue();
  }

  /// WCAG 2.2 A and AA, as far as a program can tell.
  void isAccessible() {
    var found =
        new AxeBuilder(page)
            .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"))
            .analyze()
            .getViolations();
    assertThat(found).as(() -> found.toString()).isEmpty();
  }
}
