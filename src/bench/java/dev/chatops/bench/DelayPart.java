package dev.chatops.bench;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.util.ArrayList;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// How long after a command is stored its effect is seen on the target; one at a time, operator and
/// floor in turn.
final class DelayPart implements Part {

  private static final int WARM_UP = 100;
  private static final int COMMANDS = 300;

  /// A delay that never comes is an error, not a figure.
  private static final long PATIENCE_SECONDS = 30;

  /// Delays of the operator and of a bare client for the same.
  record Delays(Samples operator, Samples floor) {}

  /// Of a bare client.
  ///
  /// @param create until the command was stored
  /// @param effect from then on until the effect was seen
  record Bare(long create, long effect) {}

  @Override
  public void run(Scene scene, Report report) throws Exception {
    measure(scene, "warm", WARM_UP);
    Delays delays = measure(scene, "delay", COMMANDS);
    report.add(
        Row.atMost(
            "delay", "stored → effect, median", delays.operator().median(), delays.floor().median(), "ms", 1.5));
    report.add(
        Row.atMost("delay", "stored → effect, p99", delays.operator().p99(), delays.floor().p99(), "ms", 3));
  }

  /// @param name of the commands, unique within the run
  static Delays measure(Scene scene, String name, int commands) throws Exception {
    Floor floor = scene.floor();
    long[] replicas = scene.replicas();
    var operator = new ArrayList<Long>();
    var bare = new ArrayList<Long>();
    BlockingQueue<String> created = new LinkedBlockingQueue<>();
    try (Watch _ = watchTwins(scene, created)) {
      for (int i = 0; i < commands; i++) {
        int target = i % Stage.TARGETS;
        operator.add(askOperator(scene, name + "-" + i, target));
        scene.endings().await(name + "-" + i, 1);
        replicas[target]++;
        bare.add(
            askFloor(scene, floor, created, name + "-" + i, target, ++replicas[target]).effect());
      }
    }
    scene.endings().requireAll(name, "Completed");
    return new Delays(Samples.ofNanos(operator), Samples.ofNanos(bare));
  }

  private static long askOperator(Scene scene, String name, int target) throws Exception {
    CompletableFuture<Long> effect = scene.controller().nextEffect(Stage.target(target));
    scene.ask(name, target);
    long stored = System.nanoTime();
    return effect.get(PATIENCE_SECONDS, TimeUnit.SECONDS) - stored;
  }

  /// One hop of a watch, `Running`, the effect.
  static Bare askFloor(
      Scene scene, Floor floor, BlockingQueue<String> created, String name, int target, long replicas)
      throws Exception {
    CompletableFuture<Long> effect = scene.controller().nextEffect(Stage.target(target));
    var bare =
        CompletableFuture.runAsync(() -> {
          String seen = take(created);
          floor.start(seen);
          floor.scale(target, replicas);
        });
    long begun = System.nanoTime();
    floor.create(name, target);
    long stored = System.nanoTime();
    bare.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    long delay = effect.get(PATIENCE_SECONDS, TimeUnit.SECONDS) - stored;
    floor.event(name, "running");
    floor.finish(name);
    floor.event(name, "completed");
    return new Bare(stored - begun, delay);
  }

  private static String take(BlockingQueue<String> created) {
    try {
      return created.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  static Watch watchTwins(Scene scene, BlockingQueue<String> created) {
    var query =
        scene.stage().floor().genericKubernetesResources(Twin.KIND).inNamespace(scene.stage().namespace().name());
    String now = query.list().getMetadata().getResourceVersion();
    return query
        .withResourceVersion(now)
        .watch(
            new Watcher<GenericKubernetesResource>() {
              @Override
              public void eventReceived(Action action, GenericKubernetesResource command) {
                if (action == Action.ADDED) {
                  created.add(command.getMetadata().getName());
                }
              }

              @Override
              public void onClose(WatcherException cause) {
                cause.printStackTrace();
              }
            });
  }
}
