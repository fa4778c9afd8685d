package dev.chatops.bench;

import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.testing.Cluster;
import dev.chatops.testing.Manifests;
import dev.chatops.testing.RunningOperator;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Everybody who plays in a run: the stage, the operator, the one who asks, the floor.
final class Scene implements AutoCloseable {

  static final int WRITERS = 32;

  private final Stage stage;
  private final PlayedController controller;
  private final Endings endings;
  private @Nullable OperatorProcess operator;
  private @Nullable Floor floor;

  private Scene(Stage stage) {
    this.stage = stage;
    this.controller = new PlayedController(stage.namespace().name());
    this.endings = new Endings(stage.asker(), stage.namespace().name());
  }

  static Scene open() {
    var scene = new Scene(Stage.open());
    RunningOperator.awaitTrust();
    return scene;
  }

  Stage stage() {
    return stage;
  }

  PlayedController controller() {
    return controller;
  }

  Endings endings() {
    return endings;
  }

  /// The operator of this run; started by the first part that needs it.
  OperatorProcess operator() {
    if (operator == null) {
      operator = OperatorProcess.start();
    }
    return operator;
  }

  /// The floor; the first call lets the operator show what there is to write.
  Floor floor() {
    if (floor == null) {
      operator();
      ask("pattern", 0);
      endings.await("pattern", 1);
      endings.requireAll("pattern", "Completed");
      floor = new Floor(stage, ended("pattern"));
    }
    return floor;
  }

  void ask(String name, int target) {
    stage.asker().resource(stage.command(name, target)).create();
  }

  /// Replicas wanted of each target.
  long[] replicas() {
    long[] replicas = new long[Stage.TARGETS];
    for (var deployment :
        Cluster.admin().apps().deployments().inNamespace(stage.namespace().name()).list().getItems()) {
      String name = deployment.getMetadata().getName();
      replicas[Integer.parseInt(name.substring(name.indexOf('-') + 1))] =
          deployment.getSpec().getReplicas();
    }
    return replicas;
  }

  /// Does it for 0 to count - 1 by [#WRITERS] at once, and waits.
  static void together(int count, IntConsumer each) throws InterruptedException, ExecutionException {
    try (var writers = Executors.newFixedThreadPool(WRITERS)) {
      List<Callable<Void>> tasks =
          IntStream.range(0, count)
              .<Callable<Void>>mapToObj(i -> () -> {
                each.accept(i);
                return null;
              })
              .toList();
      for (Future<Void> done : writers.invokeAll(tasks)) {
        done.get();
      }
    }
  }

  private GenericKubernetesResource ended(String name) {
    return Cluster.admin()
        .genericKubernetesResources(Manifests.contextOf(ChatCommand.class))
        .inNamespace(stage.namespace().name())
        .withName(name)
        .get();
  }

  @Override
  public void close() {
    endings.close();
    controller.close();
    if (operator != null) {
      operator.close();
    }
    stage.close();
  }
}
