package dev.chatops.testing;

import dev.chatops.api.v1alpha1.ChatCommand;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.UUID;
import org.awaitility.Awaitility;

/// Whether the API server enforces the admission policies that were applied: it reads them a moment
/// after they were stored.
final class Admission {

  private Admission() {}

  /// The API server learns of policies in the order in which they were stored. So it knows all of
  /// ours as soon as it obeys one that is stored after them.
  static void awaitInForce(KubernetesClient admin) {
    var last = "probe-" + UUID.randomUUID() + ".chatops.test";
    HasMetadata policy = policyAgainstConfigMapsNamed(last);
    HasMetadata binding = bindingOf(last);
    admin.resource(policy).create();
    admin.resource(binding).create();
    Awaitility.await("admission policies are in force")
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(100))
        .until(() -> refusesConfigMap(admin, last) && stampsRequester(admin));
    admin.resource(binding).delete();
    admin.resource(policy).delete();
  }

  private static boolean refusesConfigMap(KubernetesClient admin, String name) {
    var map = new ConfigMapBuilder().withNewMetadata().withName(name).endMetadata().build();
    return isRefused(() -> admin.resource(map).inNamespace("default").dryRun().create());
  }

  private static boolean stampsRequester(KubernetesClient admin) {
    var command =
        Manifests.parse(
            """
            apiVersion: chatops.dev/v1alpha1
            kind: ChatCommand
            metadata: {name: probe}
            spec: {command: probe}
            """);
    return !isRefused(() ->
        admin
            .genericKubernetesResources(Manifests.contextOf(ChatCommand.class))
            .inNamespace("default")
            .resource(command)
            .dryRun()
            .create());
  }

  private static boolean isRefused(Runnable request) {
    try {
      request.run();
      return false;
    } catch (KubernetesClientException e) {
      return true;
    }
  }

  private static GenericKubernetesResource policyAgainstConfigMapsNamed(String name) {
    return Manifests.parse(
        """
        apiVersion: admissionregistration.k8s.io/v1
        kind: ValidatingAdmissionPolicy
        metadata: {name: %1$s}
        spec:
          matchConstraints:
            resourceRules:
            - {apiGroups: [""], apiVersions: [v1], resources: [configmaps], operations: [CREATE]}
          validations:
          - {expression: "object.metadata.name != '%1$s'", message: policies are in force}
        """
            .formatted(name));
  }

  private static GenericKubernetesResource bindingOf(String name) {
    return Manifests.parse(
        """
        apiVersion: admissionregistration.k8s.io/v1
        kind: ValidatingAdmissionPolicyBinding
        metadata: {name: %1$s}
        spec: {policyName: %1$s, validationActions: [Deny]}
        """
            .formatted(name));
  }
}
