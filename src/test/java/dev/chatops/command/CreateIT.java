package dev.chatops.command;

import static dev.chatops.testing.AwaitedCommand.assertThatCommand;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.api.v1alpha1.AllowedCommand;
import dev.chatops.api.v1alpha1.Reason;
import dev.chatops.runtime.OperatorRole;
import dev.chatops.testing.Cluster;
import dev.chatops.testing.Manifests;
import dev.chatops.testing.RunningOperator;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Objects of a kind that the operator has never heard of, made and followed by what a definition
/// says. The test plays the engine that works on them.
class CreateIT {

  private static final String KIND =
      """
      apiVersion: apiextensions.k8s.io/v1
      kind: CustomResourceDefinition
      metadata: {name: dumps.engine.example}
      spec:
        group: engine.example
        names: {kind: Dump, plural: dumps, singular: dump}
        scope: Namespaced
        versions:
        - name: v1
          served: true
          storage: true
          schema:
            openAPIV3Schema:
              type: object
              properties:
                spec:
                  type: object
                  properties: {database: {type: string}, keep: {type: integer}}
                status: {type: object, x-kubernetes-preserve-unknown-fields: true}
      """;

  private static final ResourceDefinitionContext DUMPS =
      new ResourceDefinitionContext.Builder()
          .withGroup("engine.example")
          .withVersion("v1")
          .withKind("Dump")
          .withPlural("dumps")
          .withNamespaced(true)
          .build();

  private static Workshop shop;
  private static OperatorRole operator;

  @BeforeAll
  static void start() {
    shop = Workshop.open();
    Cluster.admin().resource(Manifests.parse(KIND)).serverSideApply();
    Workshop.await(() -> Cluster.admin().genericKubernetesResources(DUMPS).list() != null);
    shop.namespace()
        .apply(
            """
            apiVersion: rbac.authorization.k8s.io/v1
            kind: Role
            metadata: {name: dumper}
            rules: [{apiGroups: [engine.example], resources: [dumps], verbs: [get, create]}]
            """);
    shop.namespace()
        .apply(
            """
            apiVersion: rbac.authorization.k8s.io/v1
            kind: RoleBinding
            metadata: {name: dumper}
            roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: dumper}
            subjects: [{kind: ServiceAccount, name: chatops-runner, namespace: shop}]
            """
                .replace("namespace: shop", "namespace: " + shop.name()));
    shop.define("dump", dump("engine.example/v1", "Dump"));
    shop.define("nowhere", dump("engine.example/v9", "Dump"));
    shop.define("mistyped", dump("engine.example/v1", "Dump").replace("keep:", "kep:"));
    operator = RunningOperator.start();
    Workshop.await(() ->
        Cluster.admin()
            .resources(AllowedCommand.class)
            .inNamespace(shop.name())
            .list()
            .getItems()
            .stream()
            .allMatch(definition -> definition.getStatus() != null));
  }

  @AfterAll
  static void stop() {
    operator.close();
  }

  /// Each command has a lock of its own, so that they run beside each other.
  private static String dump(String apiVersion, String kind) {
    return """
    parameters:
    - {name: database, type: enum, values: [a, b, c, d, e, f], required: true}
    - {name: keep, type: integer, default: "7"}
    action:
      create:
        lock: ${database}
        template:
          apiVersion: %s
          kind: %s
          spec: {database: "${database}", keep: "${keep}"}
        outcome:
          succeeded: object.status.phase == 'Done'
          failed: object.status.phase == 'Broken'
          partial: object.status.phase == 'Half'
          progress: object.status.phase + ' at ' + string(object.status.percent) + '%%'
          message: object.status.message
    """
        .formatted(apiVersion, kind);
  }

  @Test
  void anObjectIsMadeAndFollowedToItsEnd() {
    shop.ask("done", "dump", "database: a");
    GenericKubernetesResource dump = dumpOf("done");
    assertThat(dump.<String>get("spec", "database")).isEqualTo("a");
    assertThat(dump.<Integer>get("spec", "keep")).isEqualTo(7);
    assertThat(dump.getMetadata().getOwnerReferences()).isEmpty();

    says("done", "{phase: Copying, percent: 40}");
    Workshop.await(
        () -> shop.command("done").getStatus().progress().message().equals("Copying at 40%"));
    says("done", "{phase: Brandnew, percent: 50}");
    Workshop.await(
        () -> shop.command("done").getStatus().progress().message().equals("Brandnew at 50%"));
    says("done", "{phase: Done, percent: 100, message: dump-17 is stored}");

    assertThatCommand(shop.namespace(), "done")
        .ends(Reason.COMPLETED)
        .saying("create Dump a: dump-17 is stored");
  }

  @Test
  void aFailureSaysWhy() {
    shop.ask("broken", "dump", "database: b");
    String name = dumpOf("broken").getMetadata().getName();

    says("broken", "{phase: Broken, message: disk is full}");

    assertThatCommand(shop.namespace(), "broken")
        .ends(Reason.FAILED)
        .saying("dump/" + name + " failed: disk is full");
  }

  @Test
  void aPartIsNoSuccess() {
    shop.ask("half", "dump", "database: c");
    String name = dumpOf("half").getMetadata().getName();

    says("half", "{phase: Half, message: 2 of 3 tables}");

    assertThatCommand(shop.namespace(), "half")
        .ends(Reason.PARTIALLY_FAILED)
        .saying("dump/" + name + " did a part only: 2 of 3 tables");
  }

  @Test
  void whatVanishesIsNotMadeAgain() {
    shop.ask("gone", "dump", "database: d");
    String name = dumpOf("gone").getMetadata().getName();
    says("gone", "{phase: Copying, percent: 1}");
    Workshop.await(() -> shop.command("gone").getStatus().progress() != null);

    dumps().withName(name).delete();

    assertThatCommand(shop.namespace(), "gone")
        .ends(Reason.SUPERSEDED)
        .saying("dump/" + name + " was deleted in the meantime.");
    assertThat(dumps().withName(name).get()).isNull();
  }

  @Test
  void theNextOperatorGoesOnByWhatWasDefinedAtTheStart() {
    shop.ask("handed", "dump", "database: e");
    dumpOf("handed");
    operator.close();
    shop.define("dump", dump("engine.example/v1", "Dump").replace("'Done'", "'Otherwise'"));
    operator = RunningOperator.start();
    try {
      says("handed", "{phase: Done, message: stored}");

      assertThatCommand(shop.namespace(), "handed").ends(Reason.COMPLETED);
    } finally {
      shop.define("dump", dump("engine.example/v1", "Dump"));
    }
  }

  @Test
  void aKindThatIsNotInstalledIsNamedBeforeAnybodyAsks() {
    shop.ask("nowhere", "nowhere", "database: a");

    assertThatCommand(shop.namespace(), "nowhere")
        .ends(Reason.DEFINITION_NOT_READY)
        .saying(
            "AllowedCommand nowhere cannot work: spec.action.create.template: the API server knows"
                + " no Dump of engine.example/v9 in namespaces; install what brings it.");
  }

  @Test
  void aFieldThatTheKindDoesNotHaveIsRefusedNotDropped() {
    shop.ask("mistyped", "mistyped", "database: f");

    String message =
        assertThatCommand(shop.namespace(), "mistyped")
            .ends(Reason.FAILED)
            .command()
            .getStatus()
            .conditions()
            .stream()
            .filter(condition -> condition.type().equals("Succeeded"))
            .findFirst()
            .orElseThrow()
            .message();

    assertThat(message).contains("unknown field \"spec.kep\"");
  }

  private static NonNamespaceOperation<
          GenericKubernetesResource,
          GenericKubernetesResourceList,
          Resource<GenericKubernetesResource>>
      dumps() {
    return Cluster.admin().genericKubernetesResources(DUMPS).inNamespace(shop.name());
  }

  /// Waits until the command has made its object.
  private static GenericKubernetesResource dumpOf(String command) {
    String uid = shop.command(command).getMetadata().getUid();
    Workshop.await(() -> dumps().withName("cc-" + uid).get() != null);
    List<GenericKubernetesResource> all =
        dumps().withLabel("chatops.dev/command-uid", uid).list().getItems();
    assertThat(all).hasSize(1);
    return all.getFirst();
  }

  /// What the engine writes; this one has no status subresource.
  private static void says(String command, String status) {
    dumps()
        .withName("cc-" + shop.command(command).getMetadata().getUid())
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            Serialization.asJson(Manifests.tree("status: " + status)));
  }
}
