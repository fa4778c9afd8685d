package dev.chatops.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatops.action.Workload;
import dev.chatops.api.v1alpha1.Target;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.NamespacedKubernetesClient;
import io.fabric8.kubernetes.client.RequestConfigBuilder;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Reads targets, and lets others call as a runner, a service account of the command's namespace.
///
/// Kinds of `apps/v1` are read with the operator's own rights, every other kind as the runner.
/// Calls block; an outage is a [KubernetesClientException].
final class Targets {

  private final KubernetesClient client;
  private final Kinds kinds;

  Targets(KubernetesClient client, Kinds kinds) {
    this.client = client;
    this.kinds = kinds;
  }

  /// The account that acts in one namespace.
  record Runner(String namespace, String serviceAccountName) {
    String username() {
      return "system:serviceaccount:" + namespace + ":" + serviceAccountName;
    }
  }

  /// @return empty when the target, or its kind, is not there
  /// @throws AccessDenied when the runner may not look at this kind
  Optional<Workload> read(Runner runner, Target target) {
    return kinds
        .find(target)
        .flatMap(kind ->
            asReader(runner, target, c -> get(c, kind, runner.namespace(), target.name(), null)))
        .map(Workload::new);
  }

  /// What the runner itself can read.
  ///
  /// @return empty when the target, or its kind, is not there
  /// @throws AccessDenied when the runner may not look
  Optional<Workload> readAs(Runner runner, Target target) {
    return kinds
        .find(target)
        .flatMap(kind ->
            explained(
                runner,
                target,
                () -> as(runner, c -> get(c, kind, runner.namespace(), target.name(), null))))
        .map(Workload::new);
  }

  /// A namespace, with the operator's own rights.
  Optional<Workload> namespace(String name) {
    return Optional.ofNullable(client.raw("/api/v1/namespaces/" + name))
        .map(this::parsed)
        .map(Workload::new);
  }

  /// What the runner can read of a kind, at most 500; empty where the kind is not there.
  ///
  /// @throws AccessDenied when the runner may not look
  List<JsonNode> list(Runner runner, Target kind) {
    return kinds
        .find(kind)
        .flatMap(found ->
            explained(
                runner,
                kind,
                () ->
                    Optional.ofNullable(
                        as(runner, c -> c.raw(path(found, runner.namespace()) + "?limit=500")))))
        .map(body -> parsed(body).path("items").valueStream().toList())
        .orElse(List.of());
  }

  /// The scale subresource of a target that was just read.
  ///
  /// @return empty when there is none
  Optional<JsonNode> scale(Runner runner, Target target, Workload read) {
    return kinds.isBuiltIn(target)
        ? ScaleView.of(read)
        : kinds
            .find(target)
            .flatMap(kind ->
                asReader(
                    runner, target, c -> get(c, kind, runner.namespace(), target.name(), "scale")));
  }

  /// What scales the target by itself, such as `HorizontalPodAutoscaler web`. An autoscaler that
  /// another object controls stands for that one: KEDA works so.
  List<String> autoscalers(String namespace, Target target) {
    return client
        .autoscaling()
        .v2()
        .horizontalPodAutoscalers()
        .inNamespace(namespace)
        .list()
        .getItems()
        .stream()
        .filter(hpa -> {
          var scaled = hpa.getSpec().getScaleTargetRef();
          return scaled.getKind().equals(target.kind()) && scaled.getName().equals(target.name());
        })
        .map(Targets::autoscaler)
        .sorted()
        .toList();
  }

  private static String autoscaler(HorizontalPodAutoscaler hpa) {
    return hpa.getMetadata().getOwnerReferences().stream()
        .filter(owner -> Boolean.TRUE.equals(owner.getController()))
        .findFirst()
        .map(owner -> owner.getKind() + " " + owner.getName())
        .orElse("HorizontalPodAutoscaler " + hpa.getMetadata().getName());
  }

  /// ReplicaSets of a Deployment, ControllerRevisions of the others; only those that the target
  /// owns.
  List<JsonNode> revisions(String namespace, Workload target) {
    var labels = new Selector(target.spec().path("selector"));
    List<? extends io.fabric8.kubernetes.api.model.HasMetadata> owned =
        target.kind().equals("Deployment")
            ? client
                .apps()
                .replicaSets()
                .inNamespace(namespace)
                .withLabelSelector(labels.toString())
                .list()
                .getItems()
            : client
                .apps()
                .controllerRevisions()
                .inNamespace(namespace)
                .withLabelSelector(labels.toString())
                .list()
                .getItems();
    return owned.stream()
        .filter(o ->
            o.getMetadata().getOwnerReferences().stream()
                .anyMatch(r -> r.getUid().equals(target.uid())))
        .map(this::json)
        .toList();
  }

  /// Pods that the target's selector finds, at most 500.
  List<JsonNode> pods(String namespace, Workload target) {
    return client
        .pods()
        .inNamespace(namespace)
        .withLabelSelector(new Selector(target.spec().path("selector")).toString())
        .list(new io.fabric8.kubernetes.api.model.ListOptionsBuilder().withLimit(500L).build())
        .getItems()
        .stream()
        .map(this::json)
        .toList();
  }

  private Optional<JsonNode> get(
      KubernetesClient c,
      ResourceDefinitionContext kind,
      String namespace,
      String name,
      @Nullable String subresource) {
    String path =
        path(kind, namespace) + "/" + name + (subresource == null ? "" : "/" + subresource);
    // null stands for 404
    return Optional.ofNullable(c.raw(path)).map(this::parsed);
  }

  JsonNode parsed(String body) {
    return client.getKubernetesSerialization().unmarshal(body, JsonNode.class);
  }

  /// @return empty when the API server does not know the kind (yet)
  Optional<ResourceDefinitionContext> kind(Target target) {
    return kinds.find(target);
  }

  /// Whether it belongs to the whole cluster, such as a Node.
  boolean isClusterWide(Target target) {
    return kinds.find(target).filter(kind -> !kind.isNamespaceScoped()).isPresent();
  }

  /// Where objects of a kind live.
  ///
  /// @param namespace for a kind of namespaces
  static String path(ResourceDefinitionContext kind, String namespace) {
    String group = kind.getGroup();
    return (group == null || group.isEmpty() ? "/api/" : "/apis/" + group + "/")
        + kind.getVersion()
        + (kind.isNamespaceScoped() ? "/namespaces/" + namespace : "")
        + "/"
        + kind.getPlural();
  }

  /// @throws AccessDenied when that is refused
  <T> T asReader(Runner runner, Target target, Function<KubernetesClient, T> call) {
    return explained(
        runner,
        target,
        () -> kinds.isBuiltIn(target) ? call.apply(client) : as(runner, call::apply));
  }

  private static <T> T explained(Runner runner, Target target, Supplier<T> call) {
    try {
      return call.get();
    } catch (KubernetesClientException e) {
      if (e.getCode() == HttpURLConnection.HTTP_FORBIDDEN) {
        throw new AccessDenied(Denials.explain(e, runner, target), e);
      }
      throw e;
    }
  }

  /// Calls as the runner.
  <T> T as(Runner runner, Function<NamespacedKubernetesClient, T> call) {
    return call(impersonating(runner), call);
  }

  /// The same, but an answer that says the server failed is taken for what it is.
  <T> T asOnce(Runner runner, Function<NamespacedKubernetesClient, T> call) {
    return call(impersonating(runner).withRequestRetryBackoffLimit(0), call);
  }

  private RequestConfigBuilder impersonating(Runner runner) {
    return new RequestConfigBuilder(client.getConfiguration().getRequestConfig())
        .withImpersonateUsername(runner.username());
  }

  private <T> T call(RequestConfigBuilder config, Function<NamespacedKubernetesClient, T> call) {
    return client
        .adapt(NamespacedKubernetesClient.class)
        .withRequestConfig(config.build())
        .call(call::apply);
  }

  JsonNode json(Object resource) {
    return client.getKubernetesSerialization().convertValue(resource, JsonNode.class);
  }

  /// The runner, or the operator on its behalf, may not do something; the message says what to
  /// grant.
  static final class AccessDenied extends RuntimeException {
    private static final long serialVersionUID = 1;

    AccessDenied(String message, Throwable cause) {
      super(message, cause);
    }

    String sentence() {
      return String.valueOf(getMessage()).strip();
    }
  }
}
