package dev.chatops.bench;

import dev.chatops.testing.Cluster;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A Deployment controller that has every replica ready at once, by one write and without a Pod;
/// and the witness of each effect.
///
/// The real one, its Pods and their kubelets would cost far more than what is measured.
final class PlayedController implements AutoCloseable {

  private final KubernetesClient client = Cluster.as("controller");
  private final ExecutorService workers = Executors.newFixedThreadPool(8);
  private final Map<String, Long> generations = new ConcurrentHashMap<>();
  private final Map<String, CompletableFuture<Long>> awaited = new ConcurrentHashMap<>();
  private final Watch watch;
  private volatile boolean idle;

  PlayedController(String namespace) {
    watch =
        client
            .apps()
            .deployments()
            .inNamespace(namespace)
            .watch(
                new Watcher<>() {
                  @Override
                  public void eventReceived(Action action, Deployment deployment) {
                    seen(deployment);
                  }

                  @Override
                  public void onClose(WatcherException cause) {
                    cause.printStackTrace();
                  }
                });
  }

  /// When the next change of the target is seen, by `System.nanoTime`.
  CompletableFuture<Long> nextEffect(String target) {
    var effect = new CompletableFuture<Long>();
    awaited.put(target, effect);
    return effect;
  }

  /// While it is idle no command on a Deployment ends.
  void idle(boolean idle) {
    this.idle = idle;
    if (!idle) {
      client.apps().deployments().inAnyNamespace().list().getItems().forEach(this::answer);
    }
  }

  private void seen(Deployment deployment) {
    long now = System.nanoTime();
    String name = deployment.getMetadata().getName();
    long generation = deployment.getMetadata().getGeneration();
    Long before = generations.put(name, generation);
    if (before != null && before < generation) {
      CompletableFuture<Long> effect = awaited.remove(name);
      if (effect != null) {
        effect.complete(now);
      }
    }
    if (!idle) {
      answer(deployment);
    }
  }

  private void answer(Deployment deployment) {
    Long observed = deployment.getStatus().getObservedGeneration();
    if (observed == null || observed < deployment.getMetadata().getGeneration()) {
      workers.execute(() -> ready(deployment));
    }
  }

  private void ready(Deployment deployment) {
    client
        .resource(deployment)
        .subresource("status")
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            """
            {"status": {"observedGeneration": %1$d, "replicas": %2$d, "updatedReplicas": %2$d,
              "readyReplicas": %2$d, "availableReplicas": %2$d}}
            """
                .formatted(
                    deployment.getMetadata().getGeneration(), deployment.getSpec().getReplicas()));
  }

  @Override
  public void close() {
    watch.close();
    workers.shutdownNow();
  }
}
