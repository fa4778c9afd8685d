package dev.chatops.command;

import static dev.chatops.testing.AwaitedCommand.assertThatCommand;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.api.v1alpha1.Reason;
import dev.chatops.runtime.OperatorRole;
import dev.chatops.testing.ApiCalls;
import dev.chatops.testing.Cluster;
import dev.chatops.testing.RunningOperator;
import dev.chatops.testing.TestNamespace;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/// What one command costs the API server. A request more is a decision.
class ApiCallsIT {

  @Test
  void aScaleCostsThreeWritesTwoEventsAndFewReads() {
    var calls = new ApiCalls();
    TestNamespace shop = Cluster.namespace();
    shop.applyExample("shop");
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .ignoreExceptions()
        .until(() -> shop.deployment("web").getStatus().getReadyReplicas() == 3);
    shop.awaitAllowed("alice", "run", "scale-web");
    try (KubernetesClient client = calls.client(Cluster.asOperator().getConfiguration());
        OperatorRole _ = RunningOperator.start(client)) {
      Awaitility.await("the definition is judged")
          .until(
              () -> calls.within(shop.name()).contains("PATCH allowedcommands/scale-web/status"));
      // The first one of a process costs one request more: decisions about it may be older.
      scale(shop, "first", 4, calls);
      assertThat(calls.within(shop.name())).contains("GET commanddecisions");
      Instant first = Instant.now();
      Awaitility.await("another second, since times of creation are whole ones")
          .until(() -> Instant.now().isAfter(first.plusSeconds(1)));
      calls.forget();

      scale(shop, "scale", 5, calls);
    }

    List<String> asked =
        calls.within(shop.name()).stream()
            .filter(call -> !call.contains("allowedcommands"))
            // Asked for commands of the second in which the operator started, and no others.
            .filter(call -> !call.equals("GET commanddecisions"))
            // One for the requester; but definitions of other namespaces are judged meanwhile, too.
            .filter(call -> !call.endsWith("/subjectaccessreviews"))
            .toList();
    assertThat(asked)
        .startsWith(
            "GET deployments/web",
            "GET horizontalpodautoscalers",
            "DRY-RUN deployments/web/scale",
            "GET chatcommands",
            "PATCH chatcommands/scale/status",
            "PATCH deployments/web/scale",
            "POST events",
            "WATCH deployments")
        .endsWith("GET deployments/web", "PATCH chatcommands/scale/status", "POST events");
    // In between it looks at the target, at most once for each change of the rollout.
    assertThat(asked.subList(8, asked.size() - 2))
        .containsOnly("GET deployments/web")
        .hasSizeLessThanOrEqualTo(12);
  }

  /// What it printed is the same: that is asked for less and less often, whether it has ended is
  /// not.
  @Test
  void aQuietJobIsSeldomAskedWhatItPrinted() {
    var calls = new ApiCalls();
    TestNamespace shop = Cluster.namespace();
    shop.applyExample("jobs");
    shop.apply(
        """
        apiVersion: chatops.dev/v1alpha1
        kind: AllowedCommand
        metadata: {name: hang}
        spec:
          action: {job: {template: {spec: {template: {spec: {containers: [
            {name: main, image: 'registry.example/shop/job:never-ready'}]}}}}}}
        """);
    shop.grant("alice", "chatops-requester");
    shop.allow("alice", "run", "allowedcommands", "hang");
    try (KubernetesClient client = calls.client(Cluster.asOperator().getConfiguration());
        OperatorRole _ = RunningOperator.start(client)) {
      shop.create(
          Cluster.as("alice"),
          """
          apiVersion: chatops.dev/v1alpha1
          kind: ChatCommand
          metadata: {name: hang}
          spec: {command: hang}
          """);
      Awaitility.await("its log is read")
          .atMost(Duration.ofSeconds(60))
          .until(() -> logs(calls, shop) > 0);
      calls.forget();

      Awaitility.await("it was looked at twenty times")
          .atMost(Duration.ofSeconds(90))
          .until(() -> looks(calls, shop) >= 20);
    }

    assertThat(logs(calls, shop)).isBetween(1L, 8L);
  }

  private static long logs(ApiCalls calls, TestNamespace shop) {
    return calls.within(shop.name()).stream().filter(call -> call.endsWith("/log")).count();
  }

  private static long looks(ApiCalls calls, TestNamespace shop) {
    return calls.within(shop.name()).stream().filter(call -> call.startsWith("GET jobs/")).count();
  }

  private static void scale(TestNamespace shop, String name, int replicas, ApiCalls calls) {
    shop.create(
        Cluster.as("alice"),
        """
        apiVersion: chatops.dev/v1alpha1
        kind: ChatCommand
        metadata: {name: %s}
        spec: {command: scale-web, args: {replicas: %s}}
        """
            .formatted(name, replicas));
    assertThatCommand(shop, name).ends(Reason.COMPLETED);
    Awaitility.await("the end is told")
        .until(() -> calls.within(shop.name()).stream().filter("POST events"::equals).count() == 2);
  }
}
