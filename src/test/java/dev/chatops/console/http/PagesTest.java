package dev.chatops.console.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.api.v1alpha1.AllowedCommandSpec;
import dev.chatops.api.v1alpha1.ChatChannel;
import dev.chatops.api.v1alpha1.ChatWorkspace;
import dev.chatops.api.v1alpha1.Engine;
import dev.chatops.api.v1alpha1.FreezeWindow;
import dev.chatops.api.v1alpha1.Reason;
import dev.chatops.console.calendar.Calendar;
import dev.chatops.console.figures.Ended;
import dev.chatops.console.figures.Figures;
import dev.chatops.console.page.Backups;
import dev.chatops.console.page.Cards;
import dev.chatops.console.page.Connections;
import dev.chatops.console.page.Offer;
import dev.chatops.console.page.Overview;
import dev.chatops.console.page.Stamp;
import dev.chatops.console.page.Standing;
import dev.chatops.console.page.Templates;
import dev.chatops.engine.Saved;
import dev.chatops.mirror.Sample;
import dev.chatops.policy.Compiled;
import dev.chatops.policy.Definition;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Pages over many namespaces, printed.
class PagesTest {

  private static final Instant NOW = Instant.parse("2026-01-31T12:02:30Z");
  private static final String BAD = "</p><script>alert(1)</script>\u202e";

  /// The Content-Security-Policy would not let it count.
  private static final Pattern INLINE = Pattern.compile("\\s(?:style|on\\w+)=\"|<script>|\u202e");

  private final Printer printer = new Printer(new Templates(), new Assets());

  private static Frame frame(String... namespaces) {
    return new Frame("test", "alice", "sign", "overview", null, List.of(namespaces));
  }

  private String overview(Overview overview, List<Ended> ended, boolean complete) {
    return printer.print(
        "overview",
        Map.of(
            "frame",
            frame("shop", "bank"),
            "overview",
            overview,
            "figures",
            Figures.of(ended, NOW),
            "complete",
            complete,
            "read",
            5000,
            "now",
            Stamp.of(NOW)));
  }

  private static Overview.Open open(Reason reason) {
    var command = Sample.at(reason);
    return Overview.Open.of(
        command, Cards.of(command, null, new Standing(true, false), NOW), "bob");
  }

  @Test
  void anOverviewOfNothingSaysSo() {
    assertThat(overview(Overview.of(List.of()), List.of(), true))
        .contains(
            "Nothing that you may approve waits.",
            "Nothing runs.",
            "No stored command ended in the last 14 days.")
        .doesNotContain("<ol class=\"days\"", "<table>");
  }

  @Test
  void anOverviewShowsWhatWaitsWhatRunsAndHowItWent() {
    List<Ended> ended =
        Stream.of(Reason.COMPLETED, Reason.ROLLOUT_FAILED, Reason.DENIED)
            .flatMap(reason -> Ended.of(Sample.at(reason)).stream())
            .toList();
    String html =
        overview(
            Overview.of(List.of(open(Reason.AWAITING_APPROVAL), open(Reason.RUNNING))),
            ended,
            false);

    assertThat(html)
        .contains("<title>(1) Overview", "Read and decide", "Only 5000 stored commands were read")
        .contains("Saturday 31 January: 1 went well, 1 failed, 1 refused or stopped")
        .contains("/console/c/shop/commands?command=scale-web&amp;state=bad")
        .contains("half within 1m3s, 95 % within 1m3s")
        .doesNotContainPattern(INLINE);
  }

  @Test
  void whatPeopleWriteIntoWindowsIsText() {
    var window =
        Serialization.unmarshal(
            """
            {"metadata": {"name": "w"}, "spec": {"schedule": "0 0 * * *", "duration": "24h",
             "timeZone": "<b>", "message": "%s", "commands": ["</b>"]}}
            """
                .formatted(BAD),
            FreezeWindow.class);
    var calendar = Calendar.of(List.of(window), Map.of("shop", Map.of()), List.of(), Map.of(), NOW);

    String html =
        printer.print(
            "freezes",
            Map.of(
                "frame",
                frame("shop"),
                "now",
                Stamp.of(NOW),
                "days",
                Calendar.DAYS,
                "hidden",
                false,
                "labelled",
                true,
                "calendar",
                calendar));

    assertThat(html)
        .contains("Must be mended", "does not open by itself", "&lt;/p&gt;&lt;script&gt;")
        .doesNotContainPattern(INLINE);
  }

  @Test
  void whoMayListNoWindowReadsWhomToAsk() {
    assertThat(
            printer.print(
                "freezes",
                Map.of(
                    "frame",
                    frame("shop"),
                    "now",
                    Stamp.of(NOW),
                    "days",
                    Calendar.DAYS,
                    "hidden",
                    true)))
        .contains("alice lacks the verb list on freezewindows", "chatops-cluster-viewer");
  }

  @Test
  void whatAServiceAnsweredIsText() {
    var workspace =
        Serialization.unmarshal(
            """
            {"metadata": {"name": "main", "generation": 1},
             "spec": {"slack": {"teamId": "T1", "secretName": "s"}},
             "status": {"lastPostAt": "2026-01-31T11:00:00Z", "conditions": [
              {"type": "Ready", "status": "False", "reason": "Refused", "message": "%s",
               "lastTransitionTime": "2026-01-31T11:00:00Z", "observedGeneration": 1}]}}
            """
                .formatted(BAD),
            ChatWorkspace.class);
    var channel =
        Serialization.unmarshal(
            """
            {"metadata": {"name": "ops", "namespace": "shop", "generation": 1},
             "spec": {"workspace": "main", "channelId": "<i>"}}
            """,
            ChatChannel.class);

    String html =
        printer.print(
            "connections",
            Map.of(
                "frame", frame("shop"),
                "now", Stamp.of(NOW),
                "connections",
                    Connections.of(
                        Optional.of(List.of(workspace)), List.of(channel), List.of("bank"))));

    assertThat(html)
        .contains("What to do:", "&lt;i&gt;", "31 Jan 11:00 UTC", "none yet")
        .contains("Channels are not shown of bank.")
        .doesNotContainPattern(INLINE);
  }

  @Test
  void whatAnEngineSaysIsText() {
    var point = new Saved("<i>", List.of(BAD), NOW, NOW, Saved.State.FAILED, BAD, List.of());
    Offer restore =
        new Offer(
            ((Compiled.Usable)
                    Definition.compile(
                        "restore",
                        Serialization.unmarshal(
                            """
                            approval: {count: 1}
                            action: {restore: {engine: Velero, from: golden, into: copy}}
                            """,
                            AllowedCommandSpec.class)))
                .definition(),
            false);

    assertThat(
            backups(Backups.of("shop", Engine.VELERO, List.of(restore), List.of(point), 1, true)))
        .contains("&lt;i&gt;", "&lt;/p&gt;&lt;script&gt;", "kept until", "you may not run it")
        .doesNotContain("left out", "Only 1000")
        .doesNotContainPattern(INLINE);
  }

  @Test
  void whatIsLeftOutAndWhatIsMissingIsSaid() {
    assertThat(backups()).contains("Nothing here saves or restores");
    assertThat(backups(Backups.of("shop", Engine.MEDUSA, List.of(), List.of(), 0, true)))
        .contains("Nothing is saved here yet.", "no command here");
    assertThat(
            backups(
                Backups.of(
                    "shop",
                    Engine.MEDUSA,
                    List.of(),
                    List.of(
                        new Saved("m", List.of(), NOW, null, Saved.State.USABLE, "", List.of())),
                    2,
                    false)))
        .contains("not told", "1 older one is left out.", "Only 1000 were read");
    assertThat(
            backups(
                Backups.of(
                    Engine.VELERO,
                    List.of(),
                    Backups.Problem.denied("<b>", "backups.velero.io", "shop"))))
        .contains("&lt;b&gt; lacks the verb list on backups.velero.io in shop", "--user=&#39;&lt;b")
        .doesNotContainPattern(INLINE);
  }

  private String backups(Backups... shelves) {
    return printer.print(
        "backups",
        Map.of(
            "frame",
            new Frame("test", "alice", "sign", "backups", "shop", List.of("shop")),
            "read",
            1000,
            "shelves",
            List.of(shelves)));
  }

  @Test
  void withoutAnyChatTheConnectionsSayWhatWouldBeOne() {
    assertThat(
            printer.print(
                "connections",
                Map.of(
                    "frame", frame(),
                    "now", Stamp.of(NOW),
                    "connections", Connections.of(Optional.of(List.of()), List.of(), List.of()))))
        .contains("No chat is connected");
  }
}
