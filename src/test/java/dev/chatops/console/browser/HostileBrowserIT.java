package dev.chatops.console.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.chatops.testing.Cluster;
import dev.chatops.testing.OperatorProcesses;
import dev.chatops.testing.TestNamespace;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Mark-up in every field that somebody can fill, on every page, in a real browser. Nothing of it
/// becomes an element, nothing runs, and the browser has nothing to complain about: what its
/// Content-Security-Policy stops is a failure, too.
class HostileBrowserIT {

  /// Short enough for every field.
  private static final List<String> TEXTS =
      List.of(
          "<img src=x onerror=pwned()>",
          "\"><svg/onload=pwned()>",
          "</pre></code></title><script>pwned()</script>",
          "' autofocus onfocus=pwned() x='\" onfocus=pwned() y=\"",
          "<a href=javascript:pwned()>x</a>",
          "<b hx-get=/console/me hx-trigger=load>x</b>",
          "</li><hx-partial hx-target=body>x</hx-partial>",
          "{pwned}{7*7}${7*7}{#include frame}",
          "x\nevent: signedout\ndata: -\n\nid: 9\n");

  /// What would be there if any of them was taken for mark-up.
  private static final String FOREIGN =
      "img, main script, [onerror], [onload], [onfocus], a[href^='javascript:'],"
          + " [hx-get='/console/me'], hx-partial, svg:not(.i, .chart, [aria-hidden])";

  private static final ObjectMapper JSON = new ObjectMapper();

  @RegisterExtension final OperatorProcesses processes = new OperatorProcesses();
  @RegisterExtension final Browsers browsers = new Browsers();

  private final TestNamespace shop = Cluster.namespace();
  private String channel;
  private Page page;

  private static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  @BeforeEach
  void open() {
    shop.apply(
        """
        apiVersion: chatops.dev/v1alpha1
        kind: AllowedCommand
        metadata: {name: deploy-web}
        spec:
          description: %1$s
          parameters:
          - {name: tag, description: %1$s, pattern: '[a-z]+', required: true}
          - {name: note, description: %1$s, pattern: '(?s).*', examples: %2$s}
          - {name: kind, type: enum, values: %2$s}
          action: {deploy: {target: {kind: Deployment, name: web}, container: web, image: "web:${tag}"}}
          links: [{title: %3$s, url: "https://runbooks.example/<script>pwned()</script>"}]
        """
            .formatted(
                json(String.join(" ", TEXTS.subList(0, 5))),
                json(TEXTS.subList(0, 7)),
                json(TEXTS.getFirst())));
    shop.allow("alice", "run", "allowedcommands", "deploy-web");
    shop.grant("alice", "chatops-requester");
    shop.grant("alice", "chatops-approver");
    String address = processes.startConsole("console").awaitReady().address().orElseThrow();
    channel = address + "/console/c/" + shop.name();
    Guest alice = Guest.arrive(browsers, Guest.screen(), address, "alice");
    page = alice.page();
    page.addInitScript("window.pwned = () => { window.wasPwned = true; }");
    alice.enter(shop.name());
  }

  /// Asked by alice, told by an operator that repeats whatever it hears.
  private void store(int number) {
    String text = TEXTS.get(number);
    String name = "hostile-" + number;
    shop.create(
        Cluster.as("alice"),
        """
        {"apiVersion": "chatops.dev/v1alpha1", "kind": "ChatCommand", "metadata": {"name": "%1$s"},
         "spec": {"command": "deploy-web", "args": {"tag": %2$s, "note": %2$s, "kind": %2$s}, "reason": %2$s}}
        """
            .formatted(name, json(text)));
    Cluster.asOperator()
        .genericKubernetesResources("chatops.dev/v1alpha1", "ChatCommand")
        .inNamespace(shop.name())
        .withName(name)
        .subresource("status")
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            """
            {"status": {"startedAt": "2026-01-31T12:00:00Z", "finishedAt": "2026-01-31T12:01:00Z",
             "plan": {"digest": "d1", "summary": %1$s, "changes": [{"field": %1$s, "from": %1$s, "to": %1$s}],
              "target": {"apiVersion": "apps/v1", "kind": %1$s, "name": %1$s, "uid": "u"}},
             "progress": {"done": 1, "total": 2, "message": %1$s}, "output": {"text": %1$s, "bytes": 9},
             "result": {%1$s: %1$s}, "explain": [{"name": %1$s, "passed": false, "message": %1$s}],
             "approvals": [{"username": %1$s, "person": %1$s, "decisionUid": "d", "decision": "Approve",
              "planDigest": "d1", "platform": "slack", "at": "2026-01-31T12:00:00Z"}],
             "conditions": [{"type": "Succeeded", "status": "False", "reason": "RolloutFailed", "message": %1$s,
              "lastTransitionTime": "2026-01-31T12:01:00Z", "observedGeneration": 1}]}}
            """
                .formatted(json(text)));
    shop.create(
        Cluster.as("alice"),
        """
        {"apiVersion": "chatops.dev/v1alpha1", "kind": "CommandDecision", "metadata": {"name": "%1$s"},
         "spec": {"command": "%1$s", "commandUid": "%2$s", "definition": "deploy-web",
          "decision": "Cancel", "planDigest": "d1", "comment": %3$s}}
        """
            .formatted(name, shop.command(name).getMetadata().getUid(), json(text)));
  }

  private void assertHarmless() {
    assertThat(page.locator("main")).isVisible();
    assertThat(page.evaluate("() => window.wasPwned")).isNull();
    assertThat(page.locator(FOREIGN)).hasCount(0);
  }

  @Test
  void whatComesByItselfIsText() {
    for (int each = 0; each < TEXTS.size(); each++) {
      store(each);
    }

    assertThat(page.locator(".msg")).hasCount(TEXTS.size());
    assertThat(page.locator("#log")).containsText(TEXTS.getFirst());
    assertThat(page.locator(".card .out").last()).containsText("event: signedout");
    assertHarmless();
    assertThat(page).hasURL(channel);
    page.reload();
    assertThat(page.locator(".msg")).hasCount(TEXTS.size());
    assertHarmless();
  }

  @Test
  void everyPageShowsItAsText() {
    IntStream.range(0, TEXTS.size()).forEach(this::store);
    for (int each = 0; each < TEXTS.size(); each++) {
      page.navigate(channel + "/commands/hostile-" + each);
      assertThat(page.locator(".tl")).isVisible();
      assertHarmless();
    }
    for (String text : TEXTS) {
      String typed = URLEncoder.encode(text, StandardCharsets.UTF_8);
      page.navigate(
          channel + "/commands?q=%1$s&person=%1$s&state=%1$s&command=%1$s".formatted(typed));
      assertHarmless();
      page.navigate(channel + "/draft?text=deploy-web+" + typed);
      assertThat(page.locator(FOREIGN)).hasCount(0);
    }
    String root = channel.substring(0, channel.indexOf("/console"));
    for (String path :
        List.of(
            "/console/", "/console/connections", "/console/freezes", "/console/nothing%3Cimg%3E")) {
      page.navigate(root + path);
      assertHarmless();
    }
    page.navigate(channel + "/catalogue");
    assertThat(page.locator(".shelf")).containsText(TEXTS.getFirst());
    assertHarmless();
    browsers.forgive("404 (Not Found)");
  }

  @Test
  void whatIsTypedComesBackAsText() {
    for (String text : TEXTS.subList(0, 8)) {
      page.navigate(channel);
      page.locator("#text").fill("deploy-web \"" + text + "\" because " + text);
      assertThat(page.locator("#draft")).not().isEmpty();
      page.keyboard().press("Enter");
      assertHarmless();
      page.navigate(channel + "/catalogue/deploy-web");
      page.locator("#f-tag").fill(text);
      page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Run")).click();
      assertThat(page.locator("#h-tag b")).isVisible();
      assertThat(page.locator("#f-tag")).hasValue(text);
      assertHarmless();
    }
    browsers.forgive("422");
  }
}
