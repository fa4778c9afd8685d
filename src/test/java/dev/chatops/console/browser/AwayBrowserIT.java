package dev.chatops.console.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.testing.Cluster;
import dev.chatops.testing.FaultyProxy;
import dev.chatops.testing.Moment;
import dev.chatops.testing.OperatorProcesses;
import dev.chatops.testing.Shop;
import dev.chatops.testing.Shops;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The API server goes away while somebody looks and types.
class AwayBrowserIT {

  @RegisterExtension final OperatorProcesses processes = new OperatorProcesses();
  @RegisterExtension final Shops shops = new Shops();
  @RegisterExtension final Browsers browsers = new Browsers();

  private static int stored(String namespace) {
    return Cluster.admin()
        .resources(ChatCommand.class)
        .inNamespace(namespace)
        .list()
        .getItems()
        .size();
  }

  @Test
  void whatIsSentAgainAfterwardsCountsOnce() {
    Shop shop = shops.open();
    String namespace = shop.namespace().name();
    try (var way = FaultyProxy.toApiServer()) {
      String address = processes.startConsole("console", way).awaitReady().address().orElseThrow();
      Guest alice = Guest.arrive(browsers, Guest.screen(), address, "alice").enter(namespace);
      var answer =
          way.hold(
              shop.namespace(), new Moment(Moment.GatewayWrite.COMMAND, Moment.Side.AFTER_STORING));

      alice.say("scale web 4");
      answer.awaitReached();
      way.goAway();

      // It is stored, and nobody here can know.
      assertThat(stored(namespace)).isEqualTo(1);
      assertThat(alice.page().locator("#draft"))
          .containsText("may not be recorded. Send the same again in a minute: it counts once");
      assertThat(alice.page().locator("#text")).hasValue("scale web 4");
      assertThat(alice.page().locator("#live"))
          .hasText("The cluster does not answer: this may be old");
      alice.picture("console-away").isAccessible();

      way.comeBack();
      assertThat(alice.page().locator("#live")).hasText("Live");
      assertThat(alice.page().locator(".msg")).hasCount(1);
      alice.page().locator("#text").press("Enter");

      assertThat(alice.page().locator("#text")).hasValue("");
      assertThat(alice.page().locator(".msg")).hasCount(1);
      assertThat(stored(namespace)).isEqualTo(1);
      browsers.forgive("503 (Service Unavailable)");
      browsers.forgive("htmx:sse:error");
    }
  }
}
