package dev.chatops.action.ownership;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatops.action.Excerpt;
import java.util.List;
import java.util.Optional;

/// A GitOps tool, found by what it leaves on the objects that it applies: its name in
/// managedFields, a label or annotation.
enum Tool {
  ARGO_CD("argocd-controller", "Argo CD"),
  FLUX_KUSTOMIZATION("kustomize-controller", "Flux"),
  FLUX_HELM_RELEASE("helm-controller", "Flux");

  private final String manager;
  private final String title;

  Tool(String manager, String title) {
    this.manager = manager;
    this.title = title;
  }

  /// Its name in managedFields.
  String manager() {
    return manager;
  }

  /// Whether the tool would undo a change of a field.
  ///
  /// A tool whose field manager is on the object owns what managedFields say, and what a command
  /// took from it. A tool that only left its label or annotation is taken for the owner of
  /// everything.
  boolean owns(JsonNode metadata, FieldPath field) {
    List<JsonNode> declared = Entries.of(metadata, manager);
    return declared.isEmpty()
        ? source(metadata).isPresent()
        : declared.stream().anyMatch(field::ownedIn)
            || Entries.overriding(metadata).stream().anyMatch(field::ownedIn);
  }

  /// What declares the object, such as `Flux Kustomization flux-system/shop`.
  String owner(JsonNode metadata) {
    return Excerpt.of(source(metadata).orElse(title), 120);
  }

  /// What in this tool declares the object, empty when the object does not say.
  private Optional<String> source(JsonNode metadata) {
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

  private static Optional<String> text(JsonNode node) {
    return Optional.of(node.asText()).filter(text -> !text.isBlank());
  }
}
