package dev.chatops.action.ownership;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatops.action.Excerpt;
import dev.chatops.action.Planning;
import dev.chatops.action.Workload;
import dev.chatops.api.v1alpha1.Reason;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/// Which GitOps tool owns a field of an object and would undo a change of it.
public final class GitOpsOwner {

  /// A tool, found by what it leaves on the objects that it applies: its name in managedFields, a
  /// label or annotation.
  private enum Tool {
    ARGO_CD("argocd-controller", "Argo CD"),
    FLUX_KUSTOMIZATION("kustomize-controller", "Flux"),
    FLUX_HELM_RELEASE("helm-controller", "Flux");

    private final String manager;
    private final String title;

    Tool(String manager, String title) {
      this.manager = manager;
      this.title = title;
    }

    /// What in this tool declares the object, empty when the object does not say.
    Optional<String> source(JsonNode metadata) {
      return switch (this) {
        case ARGO_CD ->
            // <application>:<group>/<kind>:<namespace>/<name>
            text(metadata.path("annotations").path("argocd.argoproj.io/tracking-id"))
                .map(id -> "Argo CD application " + id.split(":", 2)[0]);
        case FLUX_KUSTOMIZATION -> flux(metadata, "kustomize").map(n -> "Flux Kustomization " + n);
        case FLUX_HELM_RELEASE -> flux(metadata, "helm").map(n -> "Flux HelmRelease " + n);
      };
    }

    private static Optional<String> flux(JsonNode metadata, String toolkit) {
      JsonNode labels = metadata.path("labels");
      String prefix = toolkit + ".toolkit.fluxcd.io/";
      return text(labels.path(prefix + "name"))
          .map(name -> text(labels.path(prefix + "namespace")).map(n -> n + "/").orElse("") + name);
    }
  }

  /// The owner of a field, such as `Flux Kustomization flux-system/shop`.
  ///
  /// A tool whose field manager is on the object owns what managedFields say. A tool that only left
  /// its label or annotation is taken for the owner of everything.
  public static Optional<String> of(Workload target, FieldPath field) {
    JsonNode metadata = target.metadata();
    for (Tool tool : Tool.values()) {
      Optional<String> source = tool.source(metadata);
      List<JsonNode> claims = claims(metadata, tool.manager);
      boolean owns =
          claims.isEmpty() ? source.isPresent() : claims.stream().anyMatch(field::ownedIn);
      if (owns) {
        return Optional.of(Excerpt.of(source.orElse(tool.title), 120));
      }
    }
    return Optional.empty();
  }

  /// The refusal to change a field that a GitOps tool owns.
  ///
  /// @param what the field for people, such as `the image of web`
  public static Optional<Planning> refusal(Workload target, FieldPath field, String what) {
    return of(target, field)
        .map(owner ->
            new Planning.Refused(
                Reason.OWNED_BY_GITOPS,
                "%s owns %s on %s and would undo the change: change it in Git."
                    .formatted(owner, what, target.title())));
  }

  private static List<JsonNode> claims(JsonNode metadata, String manager) {
    return StreamSupport.stream(metadata.path("managedFields").spliterator(), false)
        .filter(entry -> entry.path("manager").asText().equals(manager))
        .map(entry -> entry.path("fieldsV1"))
        .toList();
  }

  private static Optional<String> text(JsonNode node) {
    return Optional.of(node.asText()).filter(text -> !text.isBlank());
  }

  private GitOpsOwner() {}
}
