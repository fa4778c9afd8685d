package dev.chatops.manifests;

import static dev.chatops.testing.Refusal.forbidden;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.testing.Cluster;
import dev.chatops.testing.Manifests;
import dev.chatops.testing.Refusal;
import dev.chatops.testing.TestNamespace;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Orders are evidence: they are not changed, not owned by others, and deleted by the operator
/// only.
class LifecycleAdmissionIT {

  private static final String OWNER =
      "ownerReferences: [{apiVersion: v1, kind: ConfigMap, name: gone, uid: '1'}]";

  private final TestNamespace shop = Cluster.namespace();
  private final KubernetesClient alice = Cluster.as("alice");

  @BeforeEach
  void aliceMayDoEverythingThatIsNoVerbOfOurs() {
    for (String verb : new String[] {"create", "get", "update", "patch", "delete"}) {
      shop.allow("alice", verb, "chatcommands");
      shop.allow("alice", verb, "commanddecisions");
    }
    shop.allow("alice", "run", "allowedcommands", "scale-web");
    shop.allow("alice", "approve", "allowedcommands", "deploy-web");
  }

  @Test
  void commandNeverChanges() {
    shop.create(alice, order("ChatCommand"));

    Refusal refusal = Refusal.of(() -> patch(alice, "ChatCommand", "{spec: {command: other}}"));

    assertThat(refusal.sentence())
        .endsWith(
            "Forbidden: a ChatCommand is carried out once and never changes; create another one");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ChatCommand", "CommandDecision"})
  void nobodyMakesUpAnOwner(String kind) {
    var refusal =
        forbidden(
            "ownership",
            "metadata.ownerReferences of a "
                + kind
                + " are set by the operator only: its owner could be deleted to get rid of it");

    assertThat(Refusal.of(() -> shop.create(alice, withMetadata(order(kind), OWNER))))
        .isEqualTo(refusal);
    shop.create(alice, order(kind));
    assertThat(Refusal.of(() -> patch(alice, kind, "{metadata: {" + OWNER + "}}")))
        .isEqualTo(refusal);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ChatCommand", "CommandDecision"})
  void nobodyKeepsAnOrderFromBeingDeleted(String kind) {
    String finalizers = "finalizers: [example.com/mine]";
    var refusal =
        forbidden(
            "ownership",
            "metadata.finalizers of a "
                + kind
                + " are set by the operator only: nobody else can keep it from being deleted");

    assertThat(Refusal.of(() -> shop.create(alice, withMetadata(order(kind), finalizers))))
        .isEqualTo(refusal);
    shop.create(alice, order(kind));
    assertThat(Refusal.of(() -> patch(alice, kind, "{metadata: {" + finalizers + "}}")))
        .isEqualTo(refusal);
  }

  /// Otherwise a deletion in the foreground would never end: the garbage collector is no operator.
  @ParameterizedTest
  @CsvSource({"orphan, true", "foregroundDeletion, true", "example.com/mine, false"})
  void onlyTheFinalizersOfTheGarbageCollectorAreTakenAway(String finalizer, boolean allowed) {
    shop.create(
        Cluster.admin(), withMetadata(order("ChatCommand"), "finalizers: [" + finalizer + "]"));

    Runnable removal = () -> patch(alice, "ChatCommand", "{metadata: {finalizers: []}}");

    if (allowed) {
      removal.run();
      assertThat(shop.command("mine").getMetadata().getFinalizers()).isEmpty();
    } else {
      assertThat(Refusal.of(removal::run).by()).isEqualTo("ownership");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ChatCommand", "CommandDecision"})
  void nobodyDeletesEvidence(String kind) {
    shop.create(alice, order(kind));

    assertThat(Refusal.of(() -> delete(alice, kind)))
        .isEqualTo(
            forbidden(
                "deletion",
                "a "
                    + kind
                    + " is evidence: the operator deletes it when its retention is over. A"
                    + " CommandDecision Cancel stops what still runs. To delete it now, the verb"
                    + " force-delete is needed."));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ChatCommand", "CommandDecision"})
  void operatorDeletes(String kind) {
    shop.create(alice, order(kind));

    delete(Cluster.asOperator(), kind);

    assertThat(exists(kind)).isFalse();
  }

  @Test
  void forceDeleteIsAVerbOfItsOwn() {
    shop.create(alice, order("ChatCommand"));
    shop.allow("alice", "force-delete", "chatcommands", "mine");

    alice
        .resource(identity("ChatCommand"))
        .withPropagationPolicy(DeletionPropagation.FOREGROUND)
        .delete();

    // The garbage collector looks for new kinds every 30 seconds.
    Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> !exists("ChatCommand"));
  }

  /// The controller-manager of a local control plane is an administrator; that of a real cluster is
  /// this account. The finalizer keeps the command until the account has tried.
  @Test
  void deletionOfANamespaceDoesNotHang() {
    var controller =
        Cluster.impersonating(
            "system:serviceaccount:kube-system:namespace-controller",
            List.of("system:serviceaccounts", "system:authenticated"),
            Map.of());
    shop.create(
        Cluster.admin(), withMetadata(order("ChatCommand"), "finalizers: [example.com/mine]"));
    shop.create(alice, order("CommandDecision"));
    assertThat(Refusal.of(() -> delete(controller, "ChatCommand")).by()).isEqualTo("deletion");

    Cluster.admin().namespaces().withName(shop.name()).delete();

    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .ignoreExceptions()
        .until(() -> {
          delete(controller, "ChatCommand");
          return true;
        });
    patch(Cluster.admin(), "ChatCommand", "{metadata: {finalizers: []}}");
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> Cluster.admin().namespaces().withName(shop.name()).get() == null);
  }

  @Test
  void fileThatCreatedACommandCanBeAppliedAndReplacedAgain(@TempDir Path folder)
      throws IOException {
    Path file = folder.resolve("mine.yaml");
    Files.writeString(file, withMetadata(order("ChatCommand"), "namespace: " + shop.name()));

    Cluster.kubectl("alice", "create", "-f", file.toString()).orFail();
    Cluster.kubectl("alice", "replace", "-f", file.toString()).orFail();
    Cluster.kubectl("alice", "apply", "--server-side", "-f", file.toString()).orFail();
    Cluster.kubectl("alice", "apply", "--server-side", "-f", file.toString()).orFail();

    assertThat(shop.command("mine").getSpec().requester().username()).isEqualTo("alice");
    assertThat(shop.command("mine").getMetadata().getGeneration()).isEqualTo(1);
  }

  private static String order(String kind) {
    return kind.equals("ChatCommand")
        ? Chat.command("mine", "scale-web", "")
        : Chat.decision("mine", "Deny", "");
  }

  private static String withMetadata(String yaml, String field) {
    return yaml.replace("name: mine", "name: mine\n  " + field);
  }

  private void patch(KubernetesClient by, String kind, String merge) {
    by.resource(identity(kind))
        .patch(PatchContext.of(PatchType.JSON_MERGE), Manifests.tree("---\n" + merge).toString());
  }

  private void delete(KubernetesClient by, String kind) {
    by.resource(identity(kind)).delete();
  }

  private boolean exists(String kind) {
    return Cluster.admin().resource(identity(kind)).get() != null;
  }

  private GenericKubernetesResource identity(String kind) {
    return Manifests.parse(
        """
        apiVersion: chatops.dev/v1alpha1
        kind: %s
        metadata: {name: mine, namespace: %s}
        """
            .formatted(kind, shop.name()));
  }
}
