package dev.chatops.command;

import dev.chatops.api.v1alpha1.Target;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Where kinds live on the API server. Discovery is asked once for each kind that it knows.
final class Kinds {

  private static final String APPS = "apps/v1";
  private static final Map<String, String> BUILT_IN =
      Map.of(
          "Deployment", "deployments",
          "StatefulSet", "statefulsets",
          "DaemonSet", "daemonsets",
          "ReplicaSet", "replicasets");

  private final KubernetesClient client;
  private final Map<String, ResourceDefinitionContext> found = new ConcurrentHashMap<>();

  Kinds(KubernetesClient client) {
    this.client = client;
  }

  boolean isBuiltIn(Target target) {
    return target.apiVersionOrDefault().equals(APPS) && BUILT_IN.containsKey(target.kind());
  }

  /// @return empty when the API server does not know the kind (yet)
  Optional<ResourceDefinitionContext> find(Target target) {
    String key = target.apiVersionOrDefault() + "/" + target.kind();
    ResourceDefinitionContext known = found.get(key);
    if (known != null) {
      return Optional.of(known);
    }
    Optional<ResourceDefinitionContext> asked = ask(target);
    asked.ifPresent(context -> found.put(key, context));
    return asked;
  }

  private Optional<ResourceDefinitionContext> ask(Target target) {
    if (isBuiltIn(target)) {
      return Optional.ofNullable(BUILT_IN.get(target.kind()))
          .map(plural -> context(target, plural, true));
    }
    var list = client.getApiResources(target.apiVersionOrDefault());
    if (list == null) {
      return Optional.empty();
    }
    return list.getResources().stream()
        .filter(r -> r.getKind().equals(target.kind()))
        .filter(r -> !r.getName().contains("/"))
        .findFirst()
        .map(r -> context(target, r.getName(), Boolean.TRUE.equals(r.getNamespaced())));
  }

  private static ResourceDefinitionContext context(
      Target target, String plural, boolean namespaced) {
    String apiVersion = target.apiVersionOrDefault();
    int slash = apiVersion.indexOf('/');
    return new ResourceDefinitionContext.Builder()
        .withGroup(slash < 0 ? "" : apiVersion.substring(0, slash))
        .withVersion(apiVersion.substring(slash + 1))
        .withKind(target.kind())
        .withPlural(plural)
        .withNamespaced(namespaced)
        .build();
  }
}
