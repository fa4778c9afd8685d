package dev.chatops.definition;

import dev.chatops.api.v1alpha1.ActionSpec;
import dev.chatops.api.v1alpha1.CreateAction;
import dev.chatops.api.v1alpha1.Engine;
import dev.chatops.api.v1alpha1.Target;
import dev.chatops.engine.Preset;
import dev.chatops.engine.Procedure;
import io.fabric8.kubernetes.api.model.APIResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// A kind that an action speaks of, whether the API server knows it or not.
record Kind(String apiVersion, String name) {

  String group() {
    return apiVersion.contains("/") ? apiVersion.split("/", 2)[0] : "";
  }

  static Kind made(CreateAction create) {
    return new Kind(
        create.template().path("apiVersion").asText(), create.template().path("kind").asText());
  }

  static Kind of(Target target) {
    return new Kind(target.apiVersionOrDefault(), target.kind());
  }

  /// What an engine is asked by; only for what an engine does.
  static Procedure engine(ActionSpec action) {
    return action.backup() != null
        ? Preset.of(action.backup().engine()).backup()
        : Preset.of(Objects.requireNonNull(action.restore()).engine()).restore();
  }

  /// What is made, what it is made from, and what it overwrites.
  static Stream<Kind> of(Procedure procedure) {
    return Stream.concat(Stream.of(of(procedure.made())), read(procedure)).distinct();
  }

  static Stream<Kind> read(Procedure procedure) {
    return Stream.concat(
        Stream.ofNullable(procedure.point()).map(point -> of(point.asKind())),
        procedure.place() == Procedure.Place.PRESENT
            ? Stream.of(of(procedure.about()))
            : Stream.empty());
  }

  static Stream<Kind> points(Engine engine) {
    return Stream.ofNullable(Preset.of(engine).restore().point()).map(point -> of(point.asKind()));
  }

  static Kind of(Procedure.Kind kind) {
    return new Kind(kind.apiVersion(), kind.kind());
  }

  /// The API's entry of a kind of namespaces; empty when it does not know it (yet).
  Optional<APIResource> inNamespaces(KubernetesClient client) {
    return anywhere(client).filter(r -> Boolean.TRUE.equals(r.getNamespaced()));
  }

  Optional<APIResource> anywhere(KubernetesClient client) {
    return resources(client).filter(r -> !r.getName().contains("/")).findFirst();
  }

  Stream<APIResource> resources(KubernetesClient client) {
    var known = client.getApiResources(apiVersion);
    return known == null
        ? Stream.empty()
        : known.getResources().stream().filter(r -> r.getKind().equals(name));
  }
}
