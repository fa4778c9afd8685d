package dev.chatops.action.backup;

import static dev.chatops.action.Given.COMMAND_UID;
import static dev.chatops.action.Given.facts;
import static dev.chatops.action.Given.json;
import static dev.chatops.action.Given.planned;
import static dev.chatops.action.Given.refused;
import static dev.chatops.action.Given.workload;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatops.action.Action.Need;
import dev.chatops.action.Effect;
import dev.chatops.action.Facts;
import dev.chatops.action.Given;
import dev.chatops.action.Plan;
import dev.chatops.action.Planning;
import dev.chatops.action.Workload;
import dev.chatops.api.v1alpha1.Engine;
import dev.chatops.api.v1alpha1.PlannedChange;
import dev.chatops.api.v1alpha1.Reason;
import dev.chatops.api.v1alpha1.RestoreAction;
import dev.chatops.api.v1alpha1.Target;
import dev.chatops.api.v1alpha1.TargetRef;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RestorePlannerTest {

  private static final RestorePlanner VELERO =
      new RestorePlanner(new RestoreAction(Engine.VELERO, "b-1", "shop-copy", null));

  private static final Workload BACKUP =
      workload(
          """
          apiVersion: velero.io/v1
          kind: Backup
          metadata: {name: b-1}
          spec: {includedNamespaces: [shop]}
          status: {phase: Completed}
          """);

  @Test
  void aNamespaceIsBroughtBackUnderTheNameThatWhoApprovesTypes() {
    Plan plan = planned(VELERO.plan(facts(BACKUP)));

    assertThat(VELERO.irreversible()).isTrue();
    assertThat(VELERO.source()).isEqualTo(new Target("velero.io/v1", "Backup", "b-1"));
    assertThat(plan.target()).isEqualTo(new TargetRef("v1", "Namespace", "shop-copy", null));
    assertThat(plan.summary()).isEqualTo("restore b-1 into namespace/shop-copy with Velero");
    assertThat(plan.changes())
        .containsExactly(
            new PlannedChange("namespace/shop-copy", null, "new"),
            new PlannedChange("spec.backupName", null, "b-1"),
            new PlannedChange("spec.includedNamespaces[0]", null, "shop"),
            new PlannedChange("spec.namespaceMapping.shop", null, "shop-copy"),
            new PlannedChange("spec.excludedResources[0]", null, "chatcommands.chatops.dev"),
            new PlannedChange("spec.excludedResources[1]", null, "commanddecisions.chatops.dev"),
            new PlannedChange("spec.excludedResources[2]", null, "commandoutputs.chatops.dev"));
    assertThat(object(plan).at("/metadata/name").asText()).isEqualTo("cc-" + COMMAND_UID);
  }

  @Test
  void aNamespaceIsNotMappedToItself() {
    var planner = new RestorePlanner(new RestoreAction(Engine.VELERO, "b-1", "shop", null));

    JsonNode spec = object(planned(planner.plan(facts(BACKUP)))).path("spec");

    assertThat(spec.path("includedNamespaces").toString()).isEqualTo("[\"shop\"]");
    assertThat(spec.path("namespaceMapping")).isEmpty();
  }

  @Test
  void whatIsThereAlreadyIsSaid() {
    Plan plan = planned(VELERO.plan(with(workload("metadata: {name: shop-copy, uid: u-7}"))));

    assertThat(plan.target().uid()).isEqualTo("u-7");
    assertThat(plan.changes().getFirst())
        .isEqualTo(
            new PlannedChange("namespace/shop-copy", "is there already", "is restored into"));
  }

  @Test
  void whatGitOwnsIsNotRestoredInto() {
    assertThat(
            VELERO.plan(
                with(
                    workload(
                        "metadata: {name: shop-copy, labels:"
                            + " {kustomize.toolkit.fluxcd.io/name: shop}}"))))
        .isEqualTo(
            refused(
                Reason.OWNED_BY_GITOPS,
                "Flux Kustomization shop owns namespace/shop-copy and may undo what is restored:"
                    + " restore into another one."));
  }

  @Test
  void whatIsNotCompleteIsNotRestored() {
    assertThat(VELERO.plan(facts(backup("[shop]", "{phase: InProgress}"))))
        .isEqualTo(
            unsuitable(
                "backup/b-1 is not complete, so nothing is restored from it: phase is InProgress."));
    assertThat(VELERO.plan(facts(backup("[shop]", "{}"))))
        .isEqualTo(
            unsuitable(
                "backup/b-1 is not complete, so nothing is restored from it: phase is not set."));
  }

  @Test
  void whatHoldsSeveralNamespacesIsNotRestoredIntoOne() {
    for (String namespaces : List.of("[shop, billing]", "['*']", "[]")) {
      assertThat(VELERO.plan(facts(backup(namespaces, "{phase: Completed}"))))
          .isEqualTo(
              unsuitable(
                  "backup/b-1 is nothing that restore can work with: includedNamespaces is %s, where"
                          .formatted(json(namespaces))
                      + " one value is needed. Use create."));
    }
  }

  @Test
  void aClaimIsMadeFromASnapshotUnderItsOwnName() {
    var planner =
        new RestorePlanner(new RestoreAction(Engine.VOLUME_SNAPSHOT, "s-1", "data-2", null));
    Plan plan =
        planned(
            planner.plan(
                facts(
                    workload(
                        """
                        apiVersion: snapshot.storage.k8s.io/v1
                        kind: VolumeSnapshot
                        metadata: {name: s-1}
                        status: {readyToUse: true, restoreSize: 2Gi}
                        """))));

    assertThat(planner.need()).isEqualTo(Need.SOURCE);
    assertThat(plan.target())
        .isEqualTo(new TargetRef("v1", "PersistentVolumeClaim", "data-2", null));
    JsonNode object = object(plan);
    assertThat(object.at("/metadata/name").asText()).isEqualTo("data-2");
    assertThat(object.at("/metadata/labels/chatops.dev~1command-uid").asText())
        .isEqualTo(COMMAND_UID);
    assertThat(object.at("/spec/resources/requests/storage").asText()).isEqualTo("2Gi");
    assertThat(object.at("/spec/dataSource/name").asText()).isEqualTo("s-1");
  }

  @Test
  void anotherNamespaceIsNotLookedInto() {
    var planner =
        new RestorePlanner(
            new RestoreAction(
                Engine.KANISTER,
                "a-1",
                "db",
                (ObjectNode) json("{blueprint: mysql, object: {namespace: shop}}")));
    Plan plan =
        planned(
            planner.plan(
                facts(
                    workload(
                        """
                        apiVersion: cr.kanister.io/v1alpha1
                        kind: ActionSet
                        metadata: {name: a-1}
                        status:
                          state: complete
                          actions: [{artifacts: {dump: {keyValue: {path: s3/1}}}}]
                        """))));

    assertThat(planner.need()).isEqualTo(Need.SOURCE);
    assertThat(plan.changes().getFirst())
        .isEqualTo(
            new PlannedChange("statefulset/db", null, "is restored into, whatever is there"));
    JsonNode action = object(plan).at("/spec/actions/0");
    assertThat(action.path("blueprint").asText()).isEqualTo("mysql");
    assertThat(action.at("/object/namespace").asText()).isEqualTo("shop");
    assertThat(action.at("/object/name").asText()).isEqualTo("db");
    assertThat(action.at("/artifacts/dump/keyValue/path").asText()).isEqualTo("s3/1");
  }

  @Test
  void aDatacenterIsOverwrittenWhereItIsAndGitDoesNotOwnIt() {
    var planner = new RestorePlanner(new RestoreAction(Engine.MEDUSA, "m-1", "dc1", null));
    Workload point =
        workload(
            """
            apiVersion: medusa.k8ssandra.io/v1alpha1
            kind: MedusaBackup
            metadata: {name: m-1}
            status: {finishTime: '2026-01-31T12:00:00Z'}
            """);

    assertThat(planner.plan(place(point, null)))
        .isEqualTo(
            refused(
                Reason.TARGET_NOT_FOUND, "There is no cassandradatacenter/dc1 to restore into."));
    assertThat(
            planner.plan(
                place(
                    point,
                    workload(
                        "metadata: {name: dc1, annotations:"
                            + " {argocd.argoproj.io/tracking-id: 'db:x/y:z/dc1'}}"))))
        .isEqualTo(
            refused(
                Reason.OWNED_BY_GITOPS,
                "Argo CD application db owns cassandradatacenter/dc1 and may undo what is"
                    + " restored: restore into another one."));
    Plan plan = planned(planner.plan(place(point, workload("metadata: {name: dc1, uid: u-1}"))));
    assertThat(plan.target())
        .isEqualTo(
            new TargetRef("cassandra.datastax.com/v1beta1", "CassandraDatacenter", "dc1", "u-1"));
  }

  @Test
  void aSecretIsNotReadToRestoreFromIt() {
    var planner = new RestorePlanner(new RestoreAction(Engine.VOL_SYNC, "repo", "data", null));

    assertThat(planner.need()).isEqualTo(Need.RUNNERS_VIEW);
    Plan plan =
        planned(
            planner.plan(
                facts(
                    workload(
                        "{apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: data,"
                            + " uid: u-2}}"))));
    assertThat(plan.target().uid()).isEqualTo("u-2");
    assertThat(object(plan).at("/spec/restic/destinationPVC").asText()).isEqualTo("data");
  }

  /// Its content is not in Git, but Git decides whether it is there.
  @Test
  void aClaimOrASetOfPodsThatGitOwnsIsNotOverwritten() {
    assertThat(
            new RestorePlanner(new RestoreAction(Engine.VOL_SYNC, "repo", "data", null))
                .plan(
                    facts(
                        workload(
                            "{apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: data,"
                                + " labels: {kustomize.toolkit.fluxcd.io/name: shop}}}"))))
        .isEqualTo(
            refused(
                Reason.OWNED_BY_GITOPS,
                "Flux Kustomization shop owns persistentvolumeclaim/data and may undo what is"
                    + " restored: restore into another one."));
    assertThat(
            new RestorePlanner(new RestoreAction(Engine.KUBE_STASH, "s-1", "db", null))
                .plan(
                    place(
                        workload(
                            "{metadata: {name: s-1}, spec: {repository: r}, status: {phase:"
                                + " Succeeded}}"),
                        workload(
                            "metadata: {name: db, annotations: {argocd.argoproj.io/tracking-id:"
                                + " 'shop:apps/StatefulSet:x/db'}}"))))
        .isEqualTo(
            refused(
                Reason.OWNED_BY_GITOPS,
                "Argo CD application shop owns statefulset/db and may undo what is restored:"
                    + " restore into another one."));
  }

  private static Facts place(Workload point, @Nullable Workload place) {
    return new Facts(Given.ORDER, Given.STARTED_AT, point, null, List.of(), List.of()).with(place);
  }

  private static Workload backup(String namespaces, String status) {
    return workload(
        "{apiVersion: velero.io/v1, kind: Backup, metadata: {name: b-1},"
            + " spec: {includedNamespaces: %s}, status: %s}".formatted(namespaces, status));
  }

  private static Facts with(Workload place) {
    return new Facts(Given.ORDER, Given.STARTED_AT, BACKUP, null, List.of(), List.of()).with(place);
  }

  private static Planning unsuitable(String message) {
    return refused(Reason.TARGET_UNSUITABLE, message);
  }

  private static JsonNode object(Plan plan) {
    return ((Effect.Create) plan.effect()).object();
  }
}
