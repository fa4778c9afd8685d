package dev.chatops.testing;

import dev.chatops.api.v1alpha1.ChatChannel;
import dev.chatops.api.v1alpha1.ChatCommand;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.Comparator;
import java.util.UUID;
import org.awaitility.Awaitility;

/// A namespace that one test has to itself.
///
/// Objects are given as YAML, as people write them; one without a namespace is meant for this one.
/// In the shipped examples the namespace `shop` stands for it.
public record TestNamespace(String name) {

  static TestNamespace create(KubernetesClient admin) {
    var namespace = new TestNamespace("test-" + UUID.randomUUID().toString().substring(0, 8));
    admin
        .resource(
            new NamespaceBuilder().withNewMetadata().withName(namespace.name).endMetadata().build())
        .create();
    Leftovers.in(namespace);
    namespace.applyExample("runner");
    return namespace;
  }

  /// Lets a person do something with resources of the group chatops.dev.
  public void allow(String user, String verb, String resource, String... names) {
    allow(
        user,
        new PolicyRuleBuilder()
            .withApiGroups("chatops.dev")
            .withResources(resource)
            .withResourceNames(names)
            .withVerbs(verb)
            .build());
  }

  /// Lets a person do whatever can be granted within a namespace: RBAC's `*` on everything.
  public void allowEverything(String user) {
    allow(
        user, new PolicyRuleBuilder().withApiGroups("*").withResources("*").withVerbs("*").build());
  }

  public void allow(String user, PolicyRule rule) {
    String role = "role-" + UUID.randomUUID().toString().substring(0, 8);
    Cluster.admin()
        .resource(
            new RoleBuilder()
                .withNewMetadata()
                .withName(role)
                .withNamespace(name)
                .endMetadata()
                .withRules(rule)
                .build())
        .create();
    bind(user, "Role", role);
    awaitAllowed(user, rule);
  }

  /// Gives a person one of the shipped roles for people, such as chatops-requester.
  public void grant(String user, String clusterRole) {
    bind(user, "ClusterRole", clusterRole);
    awaitAllowed(
        user,
        Cluster.admin().rbac().clusterRoles().withName(clusterRole).get().getRules().getFirst());
  }

  /// The API server learns of a new Role a moment after it was stored.
  private void awaitAllowed(String user, PolicyRule rule) {
    var review =
        new SubjectAccessReviewBuilder()
            .withNewSpec()
            .withUser(user)
            .withNewResourceAttributes()
            .withNamespace(name)
            .withGroup(rule.getApiGroups().getFirst())
            .withResource(rule.getResources().getFirst())
            .withVerb(rule.getVerbs().getFirst())
            .withName(rule.getResourceNames().stream().findFirst().orElse(null))
            .endResourceAttributes()
            .endSpec()
            .build();
    Awaitility.await(user + " may")
        .pollInterval(Duration.ofMillis(20))
        .until(() -> Cluster.admin().resource(review).create().getStatus().getAllowed());
  }

  private void bind(String user, String kind, String role) {
    Cluster.admin()
        .resource(
            new RoleBindingBuilder()
                .withNewMetadata()
                .withGenerateName("binding-")
                .withNamespace(name)
                .endMetadata()
                .withNewRoleRef("rbac.authorization.k8s.io", kind, role)
                .addNewSubject("rbac.authorization.k8s.io", "User", user, null)
                .build())
        .create();
  }

  /// A new service account without any right; answers its user name.
  public String serviceAccount(String account) {
    apply(
        """
        apiVersion: v1
        kind: ServiceAccount
        metadata: {name: %s}
        """
            .formatted(account));
    return "system:serviceaccount:" + name + ":" + account;
  }

  /// Creates an object as the person or program whose client it is.
  public GenericKubernetesResource create(KubernetesClient by, String yaml) {
    return by.resource(here(yaml)).create();
  }

  /// Applies an object as the administrator, by server-side apply.
  public void apply(String yaml) {
    Cluster.admin().resource(here(yaml)).forceConflicts().serverSideApply();
  }

  /// Applies a folder of `manifests/examples` here; the namespace that it creates is left out.
  /// Definitions come last: one whose rights are not there yet is judged again after a while only.
  public void applyExample(String folder) {
    Manifests.files("examples/" + folder).stream()
        .map(Manifests::read)
        .filter(yaml -> !yaml.contains("kind: Namespace\n"))
        .sorted(Comparator.comparing(yaml -> yaml.contains("kind: AllowedCommand\n")))
        .forEach(this::apply);
  }

  /// Waits until a person may run a command that an example lets them run.
  public void awaitAllowed(String user, String verb, String command) {
    awaitAllowed(
        user,
        new PolicyRuleBuilder()
            .withApiGroups("chatops.dev")
            .withResources("allowedcommands")
            .withResourceNames(command)
            .withVerbs(verb)
            .build());
  }

  /// Takes everything away that a person was granted here, and waits until they no longer can do
  /// something to a command that they could.
  public void revoke(String user, String verb, String command) {
    var bindings = Cluster.admin().rbac().roleBindings().inNamespace(name);
    bindings.list().getItems().stream()
        .filter(b -> b.getSubjects().stream().anyMatch(s -> s.getName().equals(user)))
        .forEach(b -> bindings.withName(b.getMetadata().getName()).delete());
    awaitRefused(user, verb, command);
  }

  private void awaitRefused(String user, String verb, String command) {
    Awaitility.await(user + " may not")
        .pollInterval(Duration.ofMillis(20))
        .until(() ->
            !Cluster.admin()
                .resource(
                    new SubjectAccessReviewBuilder()
                        .withNewSpec()
                        .withUser(user)
                        .withNewResourceAttributes()
                        .withNamespace(name)
                        .withGroup("chatops.dev")
                        .withResource("allowedcommands")
                        .withVerb(verb)
                        .withName(command)
                        .endResourceAttributes()
                        .endSpec()
                        .build())
                .create()
                .getStatus()
                .getAllowed());
  }

  public Deployment deployment(String deployment) {
    return Cluster.admin().apps().deployments().inNamespace(name).withName(deployment).get();
  }

  public ChatCommand command(String command) {
    return Cluster.admin().resources(ChatCommand.class).inNamespace(name).withName(command).get();
  }

  public ChatChannel channel(String channel) {
    return Cluster.admin().resources(ChatChannel.class).inNamespace(name).withName(channel).get();
  }

  /// An object as it is meant for this namespace.
  public GenericKubernetesResource here(String yaml) {
    var object = Manifests.parse(yaml.replace("namespace: shop\n", "namespace: " + name + "\n"));
    if (object.getMetadata().getNamespace() == null) {
      object.getMetadata().setNamespace(name);
    }
    return object;
  }
}
