package dev.chatops.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.api.v1alpha1.AllowedCommand;
import dev.chatops.api.v1alpha1.ChatWorkspace;
import dev.chatops.api.v1alpha1.FreezeWindow;
import dev.chatops.testing.Cluster;
import dev.chatops.testing.Manifests;
import dev.chatops.testing.OperatorProcesses;
import dev.chatops.testing.TestNamespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Overview, freezes and connections show what RBAC lets the reader list, and nothing else. No
/// operator and no gateway runs.
class WhoSeesWhatIT {

  @RegisterExtension final OperatorProcesses processes = new OperatorProcesses();

  private final TestNamespace shop = firstByName("shop");
  private final TestNamespace bank = firstByName("bank");
  private final String window = "window-" + UUID.randomUUID();
  private final String workspace = "workspace-" + UUID.randomUUID();
  private String binding;
  private String address;

  /// A console looks at the first namespaces only, and tests leave many behind.
  private static TestNamespace firstByName(String what) {
    var namespace = new TestNamespace("a-%s-%s".formatted(what, UUID.randomUUID()));
    Cluster.admin()
        .resource(
            new NamespaceBuilder()
                .withNewMetadata()
                .withName(namespace.name())
                .endMetadata()
                .build())
        .create();
    return namespace;
  }

  @BeforeEach
  void open() {
    for (TestNamespace each : new TestNamespace[] {shop, bank}) {
      each.apply(
          """
          apiVersion: chatops.dev/v1alpha1
          kind: AllowedCommand
          metadata: {name: restart-web}
          spec: {action: {restart: {target: {kind: Deployment, name: web}}}}
          """);
      each.apply(
          """
          apiVersion: chatops.dev/v1alpha1
          kind: ChatChannel
          metadata: {name: ops}
          spec: {workspace: %s, channelId: C-%s}
          """
              .formatted(workspace, each.name()));
    }
    ofTheCluster(
        """
        apiVersion: chatops.dev/v1alpha1
        kind: ChatWorkspace
        metadata: {name: %s}
        spec: {slack: {teamId: T0SECRET, secretName: chatops-slack}}
        """
            .formatted(workspace));
    ofTheCluster(
        """
        apiVersion: chatops.dev/v1alpha1
        kind: FreezeWindow
        metadata: {name: %s}
        spec:
          schedule: 0 0 * * *
          duration: 24h
          timeZone: UTC
          actions: [restart]
          namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: %s}}
          message: We count the stock.
        """
            .formatted(window, shop.name()));
    shop.grant("alice", "chatops-viewer");
    shop.grant("mallory", "chatops-requester");
    address = processes.startConsole("console").awaitReady().address().orElseThrow();
  }

  private static void ofTheCluster(String yaml) {
    Cluster.admin().resource(Manifests.parse(yaml)).serverSideApply();
  }

  @AfterEach
  void close() {
    KubernetesClient admin = Cluster.admin();
    admin.resources(FreezeWindow.class).withName(window).delete();
    admin.resources(ChatWorkspace.class).withName(workspace).delete();
    if (binding != null) {
      admin.rbac().clusterRoleBindings().withName(binding).delete();
    }
    for (TestNamespace each : new TestNamespace[] {shop, bank}) {
      admin.resources(AllowedCommand.class).inNamespace(each.name()).delete();
    }
  }

  private void grantForTheCluster(String person) {
    binding = "viewer-" + UUID.randomUUID();
    Cluster.admin()
        .resource(
            new ClusterRoleBindingBuilder()
                .withNewMetadata()
                .withName(binding)
                .endMetadata()
                .withNewRoleRef(
                    "rbac.authorization.k8s.io", "ClusterRole", "chatops-cluster-viewer")
                .addNewSubject("rbac.authorization.k8s.io", "User", person, null)
                .build())
        .create();
    Awaitility.await(person + " may")
        .pollInterval(Duration.ofMillis(20))
        .ignoreExceptions()
        .until(() -> Cluster.as(person).resources(FreezeWindow.class).list() != null);
  }

  private static void ask(TestNamespace where, String name) {
    where.create(
        Cluster.admin(),
        """
        apiVersion: chatops.dev/v1alpha1
        kind: ChatCommand
        metadata: {name: %s}
        spec: {command: restart-web}
        """
            .formatted(name));
  }

  @Test
  void theOverviewShowsCommandsOfNamespacesThatOneMayReadAndNoOthers() {
    ask(shop, "of-the-shop");
    ask(bank, "of-the-bank");

    assertThat(Visitor.signedIn(address, "alice").get("/console/").text())
        .contains("/commands/of-the-shop")
        .doesNotContain("of-the-bank", bank.name());
    assertThat(Visitor.signedIn(address, "carol").get("/console/").text())
        .doesNotContain("of-the-shop", "of-the-bank", shop.name(), bank.name());
  }

  @Test
  void windowsAreShownToWhomMayListThem() {
    Visitor alice = Visitor.signedIn(address, "alice");
    for (String page : new String[] {"/console/freezes", of(shop, "/freezes")}) {
      assertThat(alice.get(page).text())
          .contains("You may not read the windows", "list on freezewindows")
          .doesNotContain(window, "We count the stock");
    }

    grantForTheCluster("alice");

    assertThat(alice.get("/console/freezes").text())
        .contains(window, "We count the stock", "#" + shop.name())
        .doesNotContain(bank.name());
    assertThat(alice.get(of(shop, "/freezes")).text())
        .contains(window, "Frozen by FreezeWindow", "<code>restart-web</code>");
    assertThat(alice.get(of(bank, "/freezes")).status()).isEqualTo(403);
  }

  @Test
  void connectionsAreShownToWhomMayListThem() {
    Visitor alice = Visitor.signedIn(address, "alice");
    assertThat(alice.get("/console/connections").text())
        .contains("Workspaces are not shown", "C-" + shop.name(), "Not looked at yet")
        .doesNotContain("T0SECRET", "C-" + bank.name());
    assertThat(Visitor.signedIn(address, "mallory").get("/console/connections").text())
        .contains("Channels are not shown of " + shop.name())
        .doesNotContain("C-" + shop.name(), "T0SECRET", workspace);
    assertThat(Visitor.signedIn(address, "carol").get("/console/connections").text())
        .doesNotContain("C-" + shop.name(), shop.name(), "T0SECRET", workspace);

    grantForTheCluster("alice");

    assertThat(alice.get("/console/connections").text())
        .contains("Slack T0SECRET", "Last event in", "none yet")
        .doesNotContain("C-" + bank.name());
  }

  private static String of(TestNamespace namespace, String page) {
    return "/console/c/" + namespace.name() + page;
  }
}
