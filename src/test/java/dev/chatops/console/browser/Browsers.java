package dev.chatops.console.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import dev.chatops.testing.Program;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// One Chromium for all tests, and a profile of its own for each person. What a browser complains
/// about on any page is a failure: that is the test of the Content-Security-Policy.
public final class Browsers implements AfterEachCallback {

  private final List<BrowserContext> contexts = new ArrayList<>();
  private final List<String> complaints = new ArrayList<>();

  private static final class Running {
    private static final Playwright PLAYWRIGHT =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));

    private static final Browser BROWSER =
        PLAYWRIGHT
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(
                        Path.of(
                            Program.run(List.of("tools/browser", "path"))
                                .orFail()
                                .output()
                                .strip()))
                    .setArgs(
                        List.of(
                            "--no-sandbox",
                            "--disable-gpu",
                            "--disable-quic",
                            "--no-first-run",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--disable-sync")));
  }

  /// What is awaited may be the end of a rollout, on a machine that does other things as well.
  private static final double PATIENCE = 60_000;

  /// A profile with nothing in it.
  Page open(Browser.NewContextOptions options) {
    BrowserContext context =
        Running.BROWSER.newContext(options.setLocale("en-GB").setTimezoneId("Europe/Berlin"));
    contexts.add(context);
    context.setDefaultTimeout(PATIENCE);
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
    context.onConsoleMessage(message -> {
      if (message.type().equals("error")) {
        complaints.add(message.text() + " at " + message.location());
      }
    });
    context.onWebError(error -> complaints.add(error.error()));
    return context.newPage();
  }

  /// Answers of ours that say no are told by a browser as errors; the test says which.
  void forgive(String part) {
    complaints.removeIf(complaint -> complaint.contains(part));
  }

  @Override
  public void afterEach(ExtensionContext test) {
    contexts.forEach(BrowserContext::close);
    contexts.clear();
    List<String> heard = List.copyOf(complaints);
    complaints.clear();
    if (test.getExecutionException().isEmpty()) {
      assertThat(heard).as("what the browser complained about").isEmpty();
    } else {
      heard.forEach(System.out::println);
    }
  }
}
