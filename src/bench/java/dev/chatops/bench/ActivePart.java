package dev.chatops.bench;

import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.testing.Cluster;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import org.awaitility.Awaitility;

/// Heap of a command that has not ended: 200 that run, 800 that wait for them.
final class ActivePart implements Part {

  private static final int COMMANDS = 1000;

  @Override
  public void run(Scene scene, Report report) throws Exception {
    scene.floor();
    long before = scene.operator().liveBytes();
    scene.controller().idle(true);
    Scene.together(COMMANDS, i -> scene.ask("active-" + i, i % Stage.TARGETS));
    Awaitility.await("all run or wait")
        .atMost(Duration.ofMinutes(3))
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> commands(scene).stream().allMatch(ActivePart::isTold));
    double size =
        commands(scene).stream().mapToInt(c -> Serialization.asJson(c).length()).average().orElseThrow();
    double each = (scene.operator().liveBytes() - before) / (double) COMMANDS;
    scene.controller().idle(false);
    scene.endings().await("active-", COMMANDS);
    scene.endings().requireAll("active-", "Completed");
    report.add(
        Row.atMost("active", "heap of an active command, to its JSON", each / 1024, size / 1024, "KiB", 4));
  }

  private static java.util.List<ChatCommand> commands(Scene scene) {
    return Cluster.admin()
        .resources(ChatCommand.class)
        .inNamespace(scene.stage().namespace().name())
        .withField("status.finishedAt", "")
        .list()
        .getItems();
  }

  private static boolean isTold(ChatCommand command) {
    return command.getStatus() != null && command.getStatus().conditions() != null;
  }
}
