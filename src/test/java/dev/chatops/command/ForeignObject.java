package dev.chatops.command;

import dev.chatops.testing.Cluster;
import dev.chatops.testing.Manifests;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;

/// An object of another's kind, as its controller and its owner handle it.
record ForeignObject(Workshop shop, GenericKubernetesResource first) {

  static ForeignObject made(Workshop shop, String yaml) {
    return new ForeignObject(shop, shop.namespace().create(Cluster.admin(), yaml));
  }

  GenericKubernetesResource read() {
    return here().get();
  }

  /// A change by somebody else, by merge patch.
  void edit(String change) {
    here().patch(PatchContext.of(PatchType.JSON_MERGE), json(change));
  }

  /// What the controller writes into the status.
  void says(String status) {
    here()
        .subresource("status")
        .patch(PatchContext.of(PatchType.JSON_MERGE), json("status: {" + status + "}"));
  }

  void delete() {
    here().delete();
  }

  void awaitMarkOf(String command) {
    Workshop.await(() ->
        shop.command(command)
            .getMetadata()
            .getUid()
            .equals(read().getMetadata().getAnnotations().get("chatops.dev/last-command")));
  }

  private Resource<GenericKubernetesResource> here() {
    return Cluster.admin()
        .genericKubernetesResources(first.getApiVersion(), first.getKind())
        .inNamespace(shop.name())
        .withName(first.getMetadata().getName());
  }

  private static String json(String yaml) {
    return Serialization.asJson(Manifests.tree(yaml));
  }
}
