package dev.chatops.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fabric8.kubernetes.api.model.authentication.SelfSubjectReviewBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/// One local control plane for the whole test run, with `manifests/admission-1.36` installed.
///
/// It is started by the first test that needs it and stopped when the JVM ends. One that is running
/// already (`tools/cluster/cluster start NAME`) is used as it is and left running. Each JVM that
/// tests has one of its own: `test-1`, `test-2`. Checkouts that are tested at the same time need
/// different names: `-Dcluster=NAME`.
public final class Cluster {

  static final String NAME = System.getProperty("chatops.cluster", "test");
  private static final String OURS = "chatops-system";

  private final Map<String, KubernetesClient> clients = new ConcurrentHashMap<>();

  private Cluster() {
    boolean running = tool("kubeconfig", NAME).succeeded();
    tool("start", NAME).orFail();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> close(!running)));
    tool("kubectl", NAME, "apply", "--server-side", "-k", "manifests/admission-1.36").orFail();
    Admission.awaitInForce(client(""));
  }

  private static final class Running {
    private static final Cluster CLUSTER = new Cluster();
  }

  /// The administrator, who may do anything.
  public static KubernetesClient admin() {
    return Running.CLUSTER.client("");
  }

  /// A person who signs in with a certificate; may do nothing that was not granted.
  public static KubernetesClient as(String user, String... groups) {
    return Running.CLUSTER.client(
        user + (groups.length == 0 ? "" : "," + String.join(",", groups)));
  }

  /// A service account with a token of its own, under the roles that it is shipped with.
  public static KubernetesClient asServiceAccount(String namespace, String name) {
    return Running.CLUSTER.client("system:serviceaccount:" + namespace + ":" + name);
  }

  public static KubernetesClient asOperator() {
    return asServiceAccount(OURS, "chatops-operator");
  }

  /// What every container has printed, in the format of container runtimes.
  public static Path podLog() {
    return adminKubeconfig().resolveSibling("pod.log");
  }

  /// Path of a kubeconfig for [#admin()], for a process of its own.
  static Path adminKubeconfig() {
    admin();
    return kubeconfig("");
  }

  /// Path of a kubeconfig for [#asOperator()], for a process of its own.
  static Path operatorKubeconfig() {
    admin();
    return kubeconfig("system:serviceaccount:" + OURS + ":chatops-operator");
  }

  static Path gatewayKubeconfig() {
    admin();
    return kubeconfig("system:serviceaccount:" + OURS + ":chatops-gateway");
  }

  static Path consoleKubeconfig() {
    admin();
    return kubeconfig("system:serviceaccount:" + OURS + ":chatops-console");
  }

  public static KubernetesClient asConsole() {
    return asServiceAccount(OURS, "chatops-console");
  }

  /// The bearer token of a person: alice, bob, carol or mallory.
  public static String token(String person) {
    admin();
    return tool("token", NAME, person).orFail().output().strip();
  }

  /// Has the API server trust the OpenID Connect issuers of an AuthenticationConfiguration, instead
  /// of those before; it learns of them some seconds later.
  static void trust(Path issuers) {
    admin();
    tool("issuers", NAME, issuers.toString()).orFail();
  }

  /// Whether the API server takes a bearer token.
  static boolean knows(String token) {
    var config =
        new ConfigBuilder(Config.empty())
            .withMasterUrl(admin().getConfiguration().getMasterUrl())
            .withCaCertData(admin().getConfiguration().getCaCertData())
            .withOauthToken(token)
            .withRequestRetryBackoffLimit(0)
            .build();
    try (var client = connect(config)) {
      return client.resource(new SelfSubjectReviewBuilder().build()).create() != null;
    } catch (KubernetesClientException e) {
      return false;
    }
  }

  public static KubernetesClient asGateway() {
    return asServiceAccount(OURS, "chatops-gateway");
  }

  /// The administrator in the part of somebody else, for what no certificate or token can say.
  public static KubernetesClient impersonating(
      String user, List<String> groups, Map<String, List<String>> extra) {
    var encoded = new TreeMap<String, List<String>>();
    // The key is part of a header's name, where a slash may not stand.
    extra.forEach((key, values) -> encoded.put(URLEncoder.encode(key, UTF_8), values));
    Config config =
        new ConfigBuilder(admin().getConfiguration())
            .withImpersonateUsername(user)
            .withImpersonateGroups(groups.toArray(String[]::new))
            .withImpersonateExtras(encoded)
            .build();
    return Running.CLUSTER.clients.computeIfAbsent(
        "as " + user + groups + extra, key -> connect(config));
  }

  /// A new namespace with the service account that its commands act as.
  public static TestNamespace namespace() {
    return TestNamespace.create(admin());
  }

  /// Runs kubectl as a person, or as the administrator when `user` is empty.
  public static Kubectl kubectl(String user, String... arguments) {
    var command = new ArrayList<>(List.of("kubectl", NAME, "--kubeconfig"));
    admin();
    command.add(kubeconfig(user).toString());
    command.addAll(List.of(arguments));
    return tool(command.toArray(String[]::new));
  }

  /// Runs the kubectl plugin as a person; nobody is there to be asked back.
  public static Kubectl plugin(String user, String... arguments) {
    admin();
    String kubectl = tool("bin").orFail().output().strip();
    var command =
        new ArrayList<>(
            List.of(
                "env",
                "PATH=" + kubectl + ":" + System.getenv("PATH"),
                "KUBECONFIG=" + kubeconfig(user),
                "tools/kubectl-plugin/kubectl-chatops"));
    command.addAll(List.of(arguments));
    return Program.run(command);
  }

  private KubernetesClient client(String user) {
    return clients.computeIfAbsent(user, u -> connect(read(kubeconfig(u))));
  }

  static KubernetesClient connect(Config config) {
    return new KubernetesClientBuilder().withConfig(config).build();
  }

  private static Path kubeconfig(String user) {
    Kubectl answer =
        user.isEmpty() ? tool("kubeconfig", NAME) : tool("kubeconfig", NAME, "--as", user);
    return Path.of(answer.orFail().output().strip());
  }

  static Config read(Path kubeconfig) {
    try {
      return Config.fromKubeconfig(Files.readString(kubeconfig));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void close(boolean stop) {
    clients.values().forEach(KubernetesClient::close);
    if (stop) {
      tool("stop", NAME);
    }
  }

  static Kubectl tool(String... arguments) {
    var command = new ArrayList<>(List.of("tools/cluster/cluster"));
    command.addAll(List.of(arguments));
    return Program.run(command);
  }
}
