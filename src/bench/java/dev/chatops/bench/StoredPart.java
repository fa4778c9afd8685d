package dev.chatops.bench;

import dev.chatops.testing.Manifests;

/// What finished commands that are stored cost: heap, and the delay of a new one beside them.
final class StoredPart implements Part {

  private static final int DELAYS = 300;

  /// As long as the operator keeps what a pass under way may have taken up, and some.
  private static final long FORGOTTEN_AFTER_MILLIS = 15_000;

  private final int count;

  StoredPart(int count) {
    this.count = count;
  }

  @Override
  public void run(Scene scene, Report report) throws Exception {
    DelayPart.measure(scene, "before-warm", DELAYS / 3);
    DelayPart.Delays before = DelayPart.measure(scene, "before", DELAYS);
    Thread.sleep(FORGOTTEN_AFTER_MILLIS);
    long heap = scene.operator().liveBytes();
    Scene.together(count, i -> store(scene, "stored-" + i));
    scene.endings().await("stored-", count);
    Thread.sleep(FORGOTTEN_AFTER_MILLIS);
    double each = (scene.operator().liveBytes() - heap) / (double) count;
    DelayPart.Delays after = DelayPart.measure(scene, "after", DELAYS);
    report.add(
        Row.absolute("stored", "heap a stored command, %,d stored".formatted(count), each, "B", 50));
    report.add(
        Row.atMost(
            "stored",
            "p99 of stored → effect, %,d stored to 0".formatted(count),
            after.operator().p99(),
            before.operator().p99(),
            "ms",
            1.2));
    report.add(
        Row.atMost(
            "stored",
            "median of it",
            after.operator().median(),
            before.operator().median(),
            "ms",
            Double.NaN));
    report.add(
        Row.atMost(
            "stored",
            "median of the floor meanwhile",
            after.floor().median(),
            before.floor().median(),
            "ms",
            Double.NaN));
  }

  /// Ends by itself as `UnknownCommand`, and belongs to no definition that would trim it.
  private static void store(Scene scene, String name) {
    scene
        .stage()
        .asker()
        .resource(
            Manifests.parse(
                """
                apiVersion: chatops.dev/v1alpha1
                kind: ChatCommand
                metadata: {name: %s, namespace: %s}
                spec: {command: nothing}
                """
                    .formatted(name, scene.stage().namespace().name())))
        .create();
  }
}
