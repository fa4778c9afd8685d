package dev.chatops.bench;

import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.testing.Cluster;
import dev.chatops.testing.SlackPeer;
import dev.chatops.testing.SlackPeer.Line;
import dev.chatops.testing.SlackPeer.Taken;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.Watch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// From a message in the emulated Slack to its acknowledgement and to its effect: one at a time, in
/// turn with a bare client; then 200 messages a second for a minute.
final class ChatPart implements Part {

  private static final int WARM_UP = 50;
  private static final int MESSAGES = 200;
  private static final int RATE = 200;
  private static final int FLOOR_SECONDS = 10;
  private static final int SECONDS = Integer.getInteger("bench.chat.seconds", 60);
  private static final long PATIENCE_SECONDS = 30;

  /// The operator needs longer than the gateway; it is measured by other parts.
  private static final Duration CARRYING_OUT = Duration.ofMinutes(5);

  /// How names of commands from chat begin.
  private static final String FROM_CHAT = "cc-";

  private int asked;

  /// In ms, as Slack sees it.
  private record Delays(List<Long> acknowledged, List<Long> effect, List<Long> create, List<Long> bare) {
    Delays() {
      this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }
  }

  @Override
  public void run(Scene scene, Report report) throws Exception {
    scene.floor();
    try (var team = new ChatTeam(scene.stage())) {
      oneByOne(scene, team, "chat-warm", WARM_UP);
      Delays delays = oneByOne(scene, team, "chat", MESSAGES);
      Samples acknowledged = Samples.ofNanos(delays.acknowledged());
      Samples create = Samples.ofNanos(delays.create());
      Samples effect = Samples.ofNanos(delays.effect());
      Samples bare = Samples.ofNanos(delays.bare());
      report.add(
          Row.atMost(
              "chat", "message → acknowledged, median", acknowledged.median(), create.median(), "ms", 1.5));
      report.add(
          Row.atMost(
              "chat", "message → acknowledged, p99", acknowledged.p99(), create.p99(), "ms", Double.NaN));
      report.add(
          Row.atMost("chat", "message → effect, median", effect.median(), bare.median(), "ms", Double.NaN));
      report.add(Row.atMost("chat", "message → effect, p99", effect.p99(), bare.p99(), "ms", Double.NaN));
      sustained(scene, team, report);
    }
  }

  private Delays oneByOne(Scene scene, ChatTeam team, String name, int messages)
      throws Exception {
    var delays = new Delays();
    long[] replicas = scene.replicas();
    BlockingQueue<String> created = new LinkedBlockingQueue<>();
    try (Watch _ = DelayPart.watchTwins(scene, created)) {
      for (int i = 0; i < messages; i++) {
        int target = i % Stage.TARGETS;
        CompletableFuture<Long> seen = scene.controller().nextEffect(Stage.target(target));
        Taken taken =
            team.slack()
                .load(
                    RATE,
                    SlackPeer.SHOP,
                    List.of(ChatTeam.line(target, ++replicas[target])),
                    SlackPeer.SLACKS)
                .getFirst();
        long effect = wall(seen.get(PATIENCE_SECONDS, TimeUnit.SECONDS)) - Math.round(taken.sent() * 1e6);
        delays.acknowledged().add(Math.round(taken.ms() * 1e6));
        delays.effect().add(effect);
        scene.endings().await(FROM_CHAT, ++asked);
        var bare =
            DelayPart.askFloor(scene, scene.floor(), created, name + "-" + i, target, ++replicas[target]);
        delays.create().add(bare.create());
        delays.bare().add(bare.create() + bare.effect());
      }
    }
    return delays;
  }

  /// What a bare client needs to store as many a second.
  private static Samples floor(Scene scene) throws InterruptedException {
    var delays = new ConcurrentLinkedQueue<Long>();
    try (var writers = Executors.newScheduledThreadPool(Scene.WRITERS)) {
      for (int i = 0; i < RATE * FLOOR_SECONDS; i++) {
        int number = i;
        var _ =
            writers.schedule(
                () -> {
                  long begun = System.nanoTime();
                  scene.floor().create("chat-floor-" + number, number % Stage.TARGETS);
                  delays.add(System.nanoTime() - begun);
                },
                1_000_000_000L * i / RATE,
                TimeUnit.NANOSECONDS);
      }
    }
    if (delays.size() != RATE * FLOOR_SECONDS) {
      throw new IllegalStateException("the floor stored " + delays.size() + " commands");
    }
    return Samples.ofNanos(List.copyOf(delays));
  }

  private void sustained(Scene scene, ChatTeam team, Report report) throws Exception {
    Samples floor = floor(scene);
    long[] replicas = scene.replicas();
    int messages = RATE * SECONDS;
    List<Line> lines =
        IntStream.range(0, messages)
            .mapToObj(i ->
                ChatTeam.line(
                    i % Stage.TARGETS, replicas[i % Stage.TARGETS] + i / Stage.TARGETS + 1))
            .toList();
    double resident = team.gateway().residentMegabytes();
    long heap = team.gateway().liveBytes();
    Duration cpu = team.gateway().cpu();
    long begun = System.nanoTime();
    List<Taken> taken = team.slack().load(RATE, SlackPeer.SHOP, lines, SlackPeer.SLACKS);
    double seconds = (System.nanoTime() - begun) / 1e9;
    double cpuSeconds = team.gateway().cpu().minus(cpu).toNanos() / 1e9;
    Samples acknowledged =
        Samples.ofNanos(taken.stream().map(each -> Math.round(each.ms() * 1e6)).toList());
    double lost = (double) taken.stream().filter(each -> !each.acknowledged()).count();
    double again = (double) taken.stream().filter(each -> each.attempts() > 1).count();
    String what = RATE + "/s for " + SECONDS + " s: ";
    report.note("chat", what + "all acknowledged after %.0f s".formatted(seconds));
    report.add(Row.atMost("chat", what + "acknowledged, median", acknowledged.median(), floor.median(), "ms", 1.5));
    report.add(Row.atMost("chat", what + "acknowledged, p99", acknowledged.p99(), floor.p99(), "ms", Double.NaN));
    report.add(Row.figure("chat", what + "had to be delivered again", again, ""));
    report.add(Row.absolute("chat", what + "not acknowledged", lost, "", 0));
    double peak = team.gateway().residentMegabytes();
    int done = scene.endings().awaitAtMost(CARRYING_OUT, FROM_CHAT, asked + messages) - asked;
    report.note(
        "chat",
        what + "%d carried out after %.0f s".formatted(done, (System.nanoTime() - begun) / 1e9));
    List<ChatCommand> commands = stored(scene);
    report.add(
        Row.absolute(
            "chat", what + "not stored, or twice", Math.abs(commands.size() - asked - messages), "", 0));
    report.add(Row.absolute("chat", what + "out of order on a target", (double) outOfOrder(commands), "", 0));
    report.add(Row.absolute("chat", "CPU of the gateway a message", cpuSeconds / messages * 1000, "ms", 10));
    report.add(Row.figure("chat", "resident memory of the gateway before", resident, "MB"));
    report.add(Row.absolute("chat", "resident memory of the gateway afterwards", peak, "MB", 225));
    report.add(
        Row.figure(
            "chat",
            "heap of the gateway that a message left",
            (double) (team.gateway().liveBytes() - heap) / messages,
            "B"));
  }

  /// How many commands did not find what the one before them on their target had set, or ran while
  /// one before them had not.
  private static long outOfOrder(List<ChatCommand> commands) {
    Map<String, List<ChatCommand>> byPerson =
        commands.stream().collect(Collectors.groupingBy(each -> each.getSpec().origin().user()));
    long wrong = 0;
    for (List<ChatCommand> each : byPerson.values()) {
      each.sort(Comparator.comparing(command -> command.getSpec().origin().sentAt()));
      for (int i = 1; i < each.size(); i++) {
        wrong += started(each.get(i)) && !follows(each.get(i - 1), each.get(i)) ? 1 : 0;
      }
    }
    return wrong;
  }

  /// While it goes one by one, the floor changes the target in between.
  private static boolean follows(ChatCommand before, ChatCommand after) {
    return started(before)
        && Long.parseLong(after.getStatus().plan().changes().getFirst().from())
            >= Long.parseLong(before.getStatus().plan().changes().getFirst().to());
  }

  private static boolean started(ChatCommand command) {
    return command.getStatus() != null && command.getStatus().startedAt() != null;
  }

  private static List<ChatCommand> stored(Scene scene) {
    var all = new ArrayList<ChatCommand>();
    String next = null;
    do {
      var page =
          Cluster.admin()
              .resources(ChatCommand.class)
              .inNamespace(scene.stage().namespace().name())
              .list(new ListOptionsBuilder().withLimit(500L).withContinue(next).build());
      page.getItems().stream()
          .filter(command -> command.getMetadata().getName().startsWith(FROM_CHAT))
          .forEach(all::add);
      next = page.getMetadata().getContinue();
    } while (next != null && !next.isEmpty());
    return all;
  }

  /// `System.nanoTime` as ns since 1970.
  private static long wall(long nanos) {
    Instant now = Instant.now();
    long passed = System.nanoTime() - nanos;
    return now.getEpochSecond() * 1_000_000_000L + now.getNano() - passed;
  }
}
