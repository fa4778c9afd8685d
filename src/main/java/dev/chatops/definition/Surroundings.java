package dev.chatops.definition;

import dev.chatops.api.v1alpha1.ActionSpec;
import dev.chatops.api.v1alpha1.AllowedCommand;
import dev.chatops.api.v1alpha1.Target;
import dev.chatops.policy.Definition;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Is there an account that can do what the definition says?
final class Surroundings {

  /// Kinds whose plural is known without asking; what a runner may do to others shows when it acts.
  private static final Map<String, String> PLURALS =
      Map.of(
          "Deployment", "deployments",
          "StatefulSet", "statefulsets",
          "DaemonSet", "daemonsets",
          "ReplicaSet", "replicasets");

  private final KubernetesClient client;

  Surroundings(KubernetesClient client) {
    this.client = client;
  }

  Readiness.Finding examine(AllowedCommand command, Definition definition) {
    String namespace = command.getMetadata().getNamespace();
    String account = command.getSpec().runner();
    if (client.serviceAccounts().inNamespace(namespace).withName(account).get() == null) {
      return new Readiness.Finding.Lacking(
          "MissingServiceAccount",
          "spec.serviceAccountName: there is no service account "
              + account
              + " in "
              + namespace
              + "; create it with the rights that this command needs.");
    }
    ActionSpec action = command.getSpec().action();
    Target target = target(action);
    String plural = PLURALS.get(target.kind());
    if (plural == null || !target.apiVersionOrDefault().equals("apps/v1")) {
      return new Readiness.Finding.Works();
    }
    String subresource = action.scale() == null ? null : "scale";
    String resource = plural + (subresource == null ? "" : "/" + subresource);
    return definition
        .targetNames(target)
        .filter(name -> !mayPatch(namespace, account, plural, subresource, name))
        .findFirst()
        .<Readiness.Finding>map(name ->
            new Readiness.Finding.Lacking(
                "RunnerForbidden",
                "service account "
                    + account
                    + " may not patch "
                    + resource
                    + " "
                    + name
                    + " in "
                    + namespace
                    + "; grant it in a Role of the namespace."))
        .orElseGet(Readiness.Finding.Works::new);
  }

  private static Target target(ActionSpec action) {
    return Stream.of(
            action.deploy() == null ? null : action.deploy().target(),
            action.scale() == null ? null : action.scale().target(),
            action.restart() == null ? null : action.restart().target(),
            action.rollback() == null ? null : action.rollback().target(),
            action.pause() == null ? null : action.pause().target(),
            action.resume() == null ? null : action.resume().target())
        .filter(Objects::nonNull)
        .findFirst()
        .orElseThrow();
  }

  private boolean mayPatch(
      String namespace, String account, String plural, @Nullable String subresource, String name) {
    var review =
        new SubjectAccessReviewBuilder()
            .withNewSpec()
            .withUser("system:serviceaccount:" + namespace + ":" + account)
            .withGroups(
                List.of(
                    "system:serviceaccounts",
                    "system:serviceaccounts:" + namespace,
                    "system:authenticated"))
            .withNewResourceAttributes()
            .withNamespace(namespace)
            .withVerb("patch")
            .withGroup("apps")
            .withResource(plural)
            .withSubresource(subresource)
            .withName(name)
            .endResourceAttributes()
            .endSpec()
            .build();
    var answer = client.resource(review).create().getStatus();
    return answer != null && Boolean.TRUE.equals(answer.getAllowed());
  }
}
