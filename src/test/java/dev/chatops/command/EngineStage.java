package dev.chatops.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatops.testing.Cluster;
import dev.chatops.testing.Manifests;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Set;

/// An object that an engine works on, as that engine sees it.
record EngineStage(Workshop shop, String apiVersion, String kind, String name) {

  /// Kinds whose status is a member like any other.
  private static final Set<String> WITHOUT_STATUS =
      Set.of("velero.io/v1", "cr.kanister.io/v1alpha1");

  /// Waits until a command has made its object.
  static EngineStage of(Workshop shop, String command, String apiVersion, String kind) {
    return named(shop, apiVersion, kind, "cc-" + shop.command(command).getMetadata().getUid());
  }

  /// Waits until it is there.
  static EngineStage named(Workshop shop, String apiVersion, String kind, String name) {
    var stage = new EngineStage(shop, apiVersion, kind, name);
    Workshop.await(() -> stage.read() != null);
    return stage;
  }

  static void create(Workshop shop, String members) {
    JsonNode object = Manifests.tree("object: {" + members + "}").get("object");
    shop.namespace().create(Cluster.admin(), Serialization.asYaml(object));
  }

  /// The runner may do all that presets ask for.
  static void letRunnersWork(Workshop shop) {
    shop.namespace()
        .apply(
            """
            apiVersion: rbac.authorization.k8s.io/v1
            kind: Role
            metadata: {name: engines}
            rules:
            - apiGroups: [velero.io, snapshot.storage.k8s.io, postgresql.cnpg.io, medusa.k8ssandra.io,
                cassandra.datastax.com, cr.kanister.io, core.kubestash.com, storage.kubestash.com,
                volsync.backube, apps]
              resources: ['*']
              verbs: [get, list, create]
            - apiGroups: [""]
              resources: [persistentvolumeclaims]
              verbs: [get, create]
            """);
    shop.namespace()
        .apply(
            """
            apiVersion: rbac.authorization.k8s.io/v1
            kind: RoleBinding
            metadata: {name: engines}
            roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: engines}
            subjects: [{kind: ServiceAccount, name: chatops-runner, namespace: %s}]
            """
                .formatted(shop.name()));
  }

  /// `<backup> <target>`, which one person must agree to.
  static String restore(String engine, String more) {
    return """
    parameters:
    - {name: backup, required: true}
    - {name: target, pattern: '[a-z0-9-]+', required: true}
    approval: {count: 1}
    action: {restore: {engine: %s, from: "${backup}", into: "${target}", %s}}
    """
        .formatted(engine, more);
  }

  /// A volume that waits for one claim.
  static void volume(Workshop shop, String claim) {
    Cluster.admin()
        .resource(
            Manifests.parse(
                """
                apiVersion: v1
                kind: PersistentVolume
                metadata: {name: %1$s-%2$s}
                spec:
                  capacity: {storage: 1Gi}
                  accessModes: [ReadWriteOnce]
                  persistentVolumeReclaimPolicy: Retain
                  claimRef: {namespace: %1$s, name: %2$s}
                  hostPath: {path: /nowhere}
                """
                    .formatted(shop.name(), claim)))
        .create();
  }

  GenericKubernetesResource read() {
    return here().get();
  }

  /// What the engine writes, by merge patch.
  void says(String status) {
    String patch = Serialization.asJson(Manifests.tree("status: " + status));
    if (WITHOUT_STATUS.contains(apiVersion)) {
      here().patch(PatchContext.of(PatchType.JSON_MERGE), patch);
    } else {
      here().subresource("status").patch(PatchContext.of(PatchType.JSON_MERGE), patch);
    }
  }

  void delete() {
    here().delete();
  }

  private Resource<GenericKubernetesResource> here() {
    return Cluster.admin()
        .genericKubernetesResources(apiVersion, kind)
        .inNamespace(shop.name())
        .withName(name);
  }
}
