package dev.chatops.bench;

import dev.chatops.testing.Cluster;
import dev.chatops.testing.Manifests;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.nio.file.Path;
import java.util.List;

/// ChatCommands of another group that no operator watches: the same schema, the same admission
/// rules, the same flow control. The floor writes these.
final class Twin {

  static final String GROUP = "floor.chatops.test";

  static final ResourceDefinitionContext KIND =
      new ResourceDefinitionContext.Builder()
          .withGroup(GROUP)
          .withVersion("v1alpha1")
          .withKind("ChatCommand")
          .withPlural("chatcommands")
          .withNamespaced(true)
          .build();

  private static final List<String> RULES =
      List.of("chatcommands", "gitops", "ownership", "chatcommands-status", "deletion", "requester");

  private Twin() {}

  static void install() {
    apply(Manifests.read(Path.of("crds/chatcommands.chatops.dev.yaml")));
    List.of("install", "admission-1.36").stream()
        .flatMap(folder -> Manifests.files(folder).stream())
        .filter(file -> file.toString().contains("AdmissionPolicy"))
        .filter(file -> RULES.stream().anyMatch(rule -> file.toString().endsWith("." + rule + ".yaml")))
        .forEach(file -> apply(Manifests.read(file)));
  }

  private static void apply(String yaml) {
    GenericKubernetesResource twin = Manifests.parse(yaml.replace("chatops.dev", GROUP));
    // Without the label: the operator does not take them for its own rules.
    twin.getMetadata().setLabels(null);
    Cluster.admin().resource(twin).forceConflicts().serverSideApply();
  }
}
