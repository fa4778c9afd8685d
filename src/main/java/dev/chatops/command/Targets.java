package dev.chatops.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatops.action.Effect;
import dev.chatops.action.Workload;
import dev.chatops.api.v1alpha1.Target;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.NamespacedKubernetesClient;
import io.fabric8.kubernetes.client.RequestConfigBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reads targets and writes the one effect. The only class that touches workloads.
///
/// Kinds of `apps/v1` are read with the operator's own rights; every other kind, and every write,
/// goes out as the runner, a service account of the command's namespace. Calls block; an outage is
/// a [KubernetesClientException].
final class Targets {

  private static final int UNPROCESSABLE = 422;

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

  /// What became of a write.
  sealed interface Attempt {
    /// Stored; `after` is the answer (the Scale where the effect went to the subresource).
    record Applied(JsonNode after) implements Attempt {}

    /// A precondition did not hold, so nothing was stored.
    record Fenced() implements Attempt {}

    /// The API server refused for good, so nothing was stored.
    record Refused(String message) implements Attempt {}
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

  /// Asks the API server what the effect would do, with the runner's rights and all admission
  /// checks.
  Attempt tryOut(Runner runner, Target target, Effect effect, String fieldManager) {
    return patch(runner, target, effect, fieldManager, true);
  }

  /// Makes the change.
  Attempt apply(Runner runner, Target target, Effect effect, String fieldManager) {
    return patch(runner, target, effect, fieldManager, false);
  }

  private Attempt patch(
      Runner runner, Target target, Effect effect, String fieldManager, boolean dryRun) {
    ResourceDefinitionContext kind = kinds.find(target).orElse(null);
    if (kind == null) {
      return new Attempt.Refused("The API server knows no " + target.kind() + ".");
    }
    var context =
        new PatchContext.Builder().withPatchType(PatchType.JSON).withFieldManager(fieldManager);
    if (dryRun) {
      context.withDryRun(List.of("All"));
    }
    String body = effect.patch().toString();
    try {
      // Patching through an item, not a name, spares a hidden GET.
      GenericKubernetesResource item = item(target, runner.namespace());
      GenericKubernetesResource after =
          as(
              runner,
              c -> {
                var resource = c.genericKubernetesResources(kind).resource(item);
                return effect.onScale()
                    ? resource.subresource("scale").patch(context.build(), body)
                    : resource.patch(context.build(), body);
              });
      return new Attempt.Applied(json(after));
    } catch (KubernetesClientException e) {
      return attempt(e, runner, target);
    }
  }

  /// Definite answers become values; what leaves the outcome open is thrown on.
  private static Attempt attempt(KubernetesClientException e, Runner runner, Target target) {
    return switch (e.getCode()) {
      case UNPROCESSABLE -> bare(e.getStatus()) ? new Attempt.Fenced() : refused(e);
      case HttpURLConnection.HTTP_NOT_FOUND, HttpURLConnection.HTTP_CONFLICT ->
          new Attempt.Fenced();
      case HttpURLConnection.HTTP_FORBIDDEN ->
          new Attempt.Refused(Denials.explain(e, runner, target));
      case HttpURLConnection.HTTP_BAD_REQUEST -> refused(e);
      default -> throw e;
    };
  }

  private static Attempt refused(KubernetesClientException e) {
    return new Attempt.Refused("The API server refused the change: " + Denials.message(e));
  }

  /// A failed `test` operation is a 422 without any detail (apimachinery `patch.go`); a validation
  /// error has causes.
  private static boolean bare(@Nullable Status status) {
    if (status == null || status.getDetails() == null) {
      return true;
    }
    var causes = status.getDetails().getCauses();
    return causes == null || (causes.isEmpty() && status.getDetails().getName() == null);
  }

  private Optional<JsonNode> get(
      KubernetesClient c,
      ResourceDefinitionContext kind,
      String namespace,
      String name,
      @Nullable String subresource) {
    String path = path(kind, namespace, name) + (subresource == null ? "" : "/" + subresource);
    // null stands for 404
    return Optional.ofNullable(c.raw(path))
        .map(body -> client.getKubernetesSerialization().unmarshal(body, JsonNode.class));
  }

  private static String path(ResourceDefinitionContext kind, String namespace, String name) {
    String group = kind.getGroup();
    return (group == null || group.isEmpty() ? "/api/" : "/apis/" + group + "/")
        + kind.getVersion()
        + "/namespaces/"
        + namespace
        + "/"
        + kind.getPlural()
        + "/"
        + name;
  }

  private <T> T asReader(Runner runner, Target target, Function<KubernetesClient, T> call) {
    try {
      return kinds.isBuiltIn(target) ? call.apply(client) : as(runner, call::apply);
    } catch (KubernetesClientException e) {
      if (e.getCode() == HttpURLConnection.HTTP_FORBIDDEN) {
        throw new AccessDenied(Denials.explain(e, runner, target), e);
      }
      throw e;
    }
  }

  private <T> T as(Runner runner, Function<NamespacedKubernetesClient, T> call) {
    var config =
        new RequestConfigBuilder(client.getConfiguration().getRequestConfig())
            .withImpersonateUsername(runner.username())
            .build();
    return client
        .adapt(NamespacedKubernetesClient.class)
        .withRequestConfig(config)
        .call(call::apply);
  }

  private static GenericKubernetesResource item(Target target, String namespace) {
    return new GenericKubernetesResourceBuilder()
        .withApiVersion(target.apiVersionOrDefault())
        .withKind(target.kind())
        .withMetadata(
            new ObjectMetaBuilder().withName(target.name()).withNamespace(namespace).build())
        .build();
  }

  private JsonNode json(Object resource) {
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
