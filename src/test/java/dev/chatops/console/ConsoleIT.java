package dev.chatops.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.api.v1alpha1.Reason;
import dev.chatops.testing.AwaitedCommand;
import dev.chatops.testing.Cluster;
import dev.chatops.testing.OperatorProcess;
import dev.chatops.testing.OperatorProcesses;
import dev.chatops.testing.RunningOperator;
import dev.chatops.testing.Shop;
import dev.chatops.testing.Shops;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The packaged console against a real API server, used as a browser without scripts uses it.
class ConsoleIT {

  @RegisterExtension static final OperatorProcesses PROCESSES = new OperatorProcesses();

  @RegisterExtension final Shops shops = new Shops();

  private static OperatorProcess console;
  private static String address;

  private Shop shop;
  private String shopName;

  @BeforeAll
  static void start() {
    console = PROCESSES.startConsole("console").awaitReady();
    address = console.address().orElseThrow();
  }

  @BeforeEach
  void open() {
    shop = shops.open();
    shopName = shop.namespace().name();
    shop.namespace().applyExample("approval");
    shop.namespace().awaitAllowed("bob", "approve", "close-web");
    shop.namespace().grant("mallory", "chatops-requester");
  }

  private List<ChatCommand> stored() {
    return Cluster.admin().resources(ChatCommand.class).inNamespace(shopName).list().getItems();
  }

  @Test
  void aliceAsksBobAgreesAndTheShopIsClosed() {
    try (var _ = RunningOperator.start()) {
      Visitor alice = Visitor.signedIn(address, "alice");
      Visitor bob = Visitor.signedIn(address, "bob");

      assertThat(alice.say(shopName, "close web because we move").status()).isEqualTo(200);
      String name = stored().getFirst().getMetadata().getName();
      ChatCommand waiting =
          AwaitedCommand.assertThatCommand(shop.namespace(), name)
              .waits(Reason.AWAITING_APPROVAL)
              .command();
      Visitor.Seen card = bob.get("/console/c/" + shopName);
      assertThat(card.text())
          .contains("Approval wanted", "because we move", "you may give one", "value=\"APPROVE\"");
      assertThat(alice.get("/console/c/" + shopName).text())
          .contains("by other people: you asked for it", "value=\"CANCEL\"")
          .doesNotContain("value=\"APPROVE\"");
      String digest = waiting.getStatus().plan().digest();
      assertThat(
              bob.decide(shopName, name, Map.of("decision", "APPROVE", "digest", digest)).status())
          .isEqualTo(200);

      ChatCommand done =
          AwaitedCommand.assertThatCommand(shop.namespace(), name).ends(Reason.COMPLETED).command();
      assertThat(done.getSpec().origin()).isNull();
      assertThat(done.getSpec().requester().username()).isEqualTo("alice");
      assertThat(done.getStatus().approvals().getFirst().username()).isEqualTo("bob");
      assertThat(alice.get("/console/c/" + shopName + "/commands/" + name).text())
          .contains("Approved by bob", "Asked by alice", "Completed", "apiVersion:");
      assertThat(alice.get("/console/c/" + shopName + "/commands?q=close&state=ok").text())
          .contains("close-web in " + shopName, "1 command");
    }
  }

  @Test
  void aFormThatIsSentTwiceAsksOnce() {
    Visitor alice = Visitor.signedIn(address, "alice");
    Visitor.Seen page = alice.get("/console/c/" + shopName);
    Map<String, String> form = Visitor.said(page, "restart web");

    assertThat(alice.post("/console/c/" + shopName, form).status()).isEqualTo(200);
    assertThat(alice.post("/console/c/" + shopName, form).status()).isEqualTo(200);
    Visitor.Seen other = alice.post("/console/c/" + shopName, Visitor.said(page, "scale web 4"));

    assertThat(stored()).hasSize(1);
    assertThat(other.status()).isEqualTo(422);
    assertThat(other.text()).contains("sent before with other words", "value=\"scale web 4\"");
  }

  @Test
  void malloryReadsWhyNothingWasDone() {
    Visitor.Seen answer = Visitor.signedIn(address, "mallory").say(shopName, "deploy web 1.4.2");

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.text())
        .contains(
            "mallory may not run deploy-web in " + shopName,
            "the verb run on allowedcommands/deploy-web");
    assertThat(stored()).isEmpty();
  }

  @Test
  void whoMayNotReadANamespaceSeesNothingOfIt() {
    shop.ask("secret-plan", "restart-web");
    Visitor carol = Visitor.signedIn(address, "carol");

    for (String page :
        List.of("", "/commands", "/commands/secret-plan", "/stream", "/draft?text=r")) {
      Visitor.Seen seen = carol.get("/console/c/" + shopName + page);
      assertThat(seen.status()).as(page).isEqualTo(403);
      assertThat(seen.text()).doesNotContain("restart-web");
    }
    assertThat(carol.get("/console/").text()).doesNotContain(shopName);
    String sign = carol.get("/console/").field("csrf");
    assertThat(
            carol
                .post(
                    "/console/c/" + shopName,
                    Map.of("csrf", sign, "key", "k", "text", "restart web"))
                .status())
        .isEqualTo(403);
  }

  @ParameterizedTest
  @CsvSource({
    "Sec-Fetch-Site, cross-site",
    "Sec-Fetch-Site, same-site",
    "Sec-Fetch-Site, none",
    "Origin, https://evil.example",
    "Origin, null",
    "X-Nothing, at-all"
  })
  void anotherSiteCannotAskInTheNameOfWhoIsSignedIn(String header, String value) {
    Visitor alice = Visitor.signedIn(address, "alice");
    Visitor.Seen page = alice.get("/console/c/" + shopName);

    Visitor.Seen answer =
        alice.postFromElsewhere(
            "/console/c/" + shopName, Visitor.said(page, "restart web"), header, value);

    assertThat(answer.status()).isEqualTo(403);
    assertThat(stored()).isEmpty();
  }

  @Test
  void aFormWithoutTheSignOfItsSessionIsNotTaken() {
    Visitor alice = Visitor.signedIn(address, "alice");
    String bobs = Visitor.signedIn(address, "bob").get("/console/").field("csrf");
    Visitor.Seen page = alice.get("/console/c/" + shopName);

    for (String sign : List.of("", "x", bobs)) {
      Map<String, String> form =
          Map.of("csrf", sign, "key", page.field("key"), "text", "restart web");
      assertThat(alice.post("/console/c/" + shopName, form).status()).isEqualTo(403);
    }
    assertThat(stored()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "'', This is no token",
    "Bearer abc, This is no token",
    "abc, does not know this token"
  })
  void whoIsNotKnownIsNotSignedIn(String token, String sentence) {
    var visitor = new Visitor(address);

    Visitor.Seen answer = visitor.post("/console/signin", Map.of("token", token, "to", ""));

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.text()).contains(sentence);
    assertThat(visitor.get("/console/c/" + shopName).path()).isEqualTo("/console/signin");
  }

  @ParameterizedTest
  @CsvSource({
    "https://evil.example/",
    "//evil.example/",
    "/console//evil.example",
    "/\\evil.example",
    "javascript:alert(1)"
  })
  void signingInLeadsNowhereElse(String to) {
    Visitor.Seen page =
        new Visitor(address)
            .post("/console/signin", Map.of("token", Cluster.token("carol"), "to", to));

    assertThat(page.path()).isEqualTo("/console/");
  }

  @Test
  void theTokenIsInNoPageNoCookieAndNoLog() {
    String token = Cluster.token("alice");
    Visitor alice = Visitor.signedIn(address, "alice");
    alice.say(shopName, "restart web");

    for (String page :
        List.of(
            "/console/",
            "/console/me",
            "/console/c/" + shopName,
            "/console/c/" + shopName + "/commands")) {
      assertThat(alice.get(page).text()).doesNotContain(token);
    }
    assertThat(alice.kept()).doesNotContain(token).contains("chatops-console-0");
    assertThat(console.log()).contains("alice").doesNotContain(token);
  }

  @Test
  void whoSignsOutIsOut() {
    Visitor alice = Visitor.signedIn(address, "alice");
    String sign = alice.get("/console/").field("csrf");

    assertThat(alice.post("/console/signout", Map.of("csrf", sign)).path())
        .isEqualTo("/console/signin");
    assertThat(alice.get("/console/me").path()).isEqualTo("/console/signin");
  }

  @Test
  void everyAnswerForbidsForeignScriptsFramesAndCaches() {
    Visitor alice = Visitor.signedIn(address, "alice");

    for (String page :
        List.of("/console/signin", "/console/me", "/console/nothing", "/console/c/" + shopName)) {
      var headers = alice.get(page).headers();
      assertThat(headers.firstValue("Content-Security-Policy").orElse(""))
          .contains(
              "default-src 'none'", "frame-ancestors 'none'", "require-trusted-types-for 'script'")
          .doesNotContain("unsafe", "http:", "https:");
      assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
      assertThat(headers.firstValue("Cache-Control")).hasValue("no-store");
    }
  }
}
