package dev.chatops.definition;

import dev.chatops.api.v1alpha1.ActionSpec;
import dev.chatops.api.v1alpha1.AllowedCommand;
import dev.chatops.api.v1alpha1.Engine;
import dev.chatops.api.v1alpha1.PatchAction;
import dev.chatops.api.v1alpha1.ShowAction.View;
import dev.chatops.engine.Preset;
import dev.chatops.policy.Definition;
import io.fabric8.kubernetes.api.model.APIResource;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// Is there an account that can do what the definition says?
final class Surroundings {

  private final KubernetesClient client;
  private final Needs needs;

  Surroundings(KubernetesClient client) {
    this.client = client;
    this.needs = new Needs(client);
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
    return missingKind(command.getSpec().action())
        .orElseGet(() -> rights(namespace, account, definition));
  }

  private Optional<Readiness.Finding> missingKind(ActionSpec action) {
    if (action.backup() != null) {
      return missing("backup", action.backup().engine(), Kind.of(Kind.engine(action)));
    }
    if (action.restore() != null) {
      return missing("restore", action.restore().engine(), Kind.of(Kind.engine(action)));
    }
    if (action.show() != null && action.show().shown() == View.BACKUPS) {
      Engine engine = Objects.requireNonNull(action.show().engine());
      return missing("show", engine, Kind.points(engine));
    }
    if (action.create() != null && Kind.made(action.create()).inNamespaces(client).isEmpty()) {
      return Optional.of(missing("create.template", Kind.made(action.create()), " in namespaces"));
    }
    return Optional.ofNullable(action.patch()).flatMap(this::missingKind);
  }

  private Optional<Readiness.Finding> missingKind(PatchAction patch) {
    Kind kind = Kind.of(patch.target());
    Optional<APIResource> found = kind.anywhere(client);
    if (found.isEmpty()) {
      return Optional.of(missing("patch.target", kind, ""));
    }
    String status = found.get().getName() + "/status";
    return patch.subresource() == null
            || kind.resources(client).anyMatch(r -> r.getName().equals(status))
        ? Optional.empty()
        : Optional.of(
            new Readiness.Finding.Lacking(
                "MissingKind",
                "spec.action.patch.subresource: the API server knows no status of a %s of its own;"
                        .formatted(kind.name())
                    + " leave subresource out."));
  }

  private Optional<Readiness.Finding> missing(String place, Engine engine, Stream<Kind> kinds) {
    return kinds
        .filter(kind -> kind.inNamespaces(client).isEmpty())
        .findFirst()
        .map(kind ->
            new Readiness.Finding.Lacking(
                "MissingKind",
                "spec.action.%s.engine: the API server knows no %s of %s in namespaces; install %s."
                    .formatted(
                        place, kind.name(), kind.apiVersion(), Preset.of(engine).install())));
  }

  private static Readiness.Finding missing(String place, Kind kind, String where) {
    return new Readiness.Finding.Lacking(
        "MissingKind",
        "spec.action."
            + place
            + ": the API server knows no "
            + kind.name()
            + " of "
            + kind.apiVersion()
            + where
            + "; install what brings it.");
  }

  private Readiness.Finding rights(String namespace, String account, Definition definition) {
    return needs
        .of(definition)
        .filter(right -> !has(namespace, account, right))
        .findFirst()
        .<Readiness.Finding>map(right ->
            new Readiness.Finding.Lacking(
                "RunnerForbidden",
                "service account "
                    + account
                    + " may not "
                    + right.words()
                    + (right.everywhere()
                        ? " in the whole cluster; grant it in a ClusterRole."
                        : " in " + namespace + "; grant it in a Role of the namespace.")))
        .orElseGet(Readiness.Finding.Works::new);
  }

  private boolean has(String namespace, String account, Needs.Right right) {
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
            .withNamespace(right.everywhere() ? null : namespace)
            .withVerb(right.verb())
            .withGroup(right.group())
            .withResource(right.plural())
            .withSubresource(right.subresource())
            .withName(right.name().isEmpty() ? null : right.name())
            .endResourceAttributes()
            .endSpec()
            .build();
    var answer = client.resource(review).create().getStatus();
    return answer != null && Boolean.TRUE.equals(answer.getAllowed());
  }
}
