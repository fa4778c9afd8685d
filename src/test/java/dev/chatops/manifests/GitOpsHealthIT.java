package dev.chatops.manifests;

import static dev.chatops.testing.AwaitedCommand.assertThatCommand;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatops.api.v1alpha1.Reason;
import dev.chatops.runtime.OperatorRole;
import dev.chatops.testing.Cluster;
import dev.chatops.testing.Manifests;
import dev.chatops.testing.RunningOperator;
import dev.chatops.testing.TestNamespace;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What Argo CD and Flux take our objects for, asked of statuses that the operator really wrote.
class GitOpsHealthIT {

  private static final Map<String, GenericKubernetesResource> OBJECTS = new HashMap<>();

  private static OperatorRole operator;
  private static TestNamespace shop;

  @BeforeAll
  static void bringObjectsIntoTheirStates() {
    operator = RunningOperator.start();
    shop = Cluster.namespace();
    shop.applyExample("shop");
    shop.awaitAllowed("alice", "run", "deploy-web");
    Awaitility.await()
        .ignoreExceptions()
        .until(() -> shop.deployment("web").getStatus().getReadyReplicas() == 3);

    // What the API server answers to a dry run is what it would store before the operator looks.
    OBJECTS.put("new definition", dryRun(definition("new", "web:${tag}", "")));
    keep("ready definition", definition("ready", "web:${tag}", ""), "Ready", "True");
    keep("broken definition", definition("broken", "web:${tga}", ""), "Stalled", "True");
    keep(
        "waiting definition",
        definition("waiting", "web:${tag}", "serviceAccountName: nobody"),
        "Reconciling",
        "True");
    OBJECTS.put("changed definition", dryRun(definition("ready", "web:v${tag}", "")));

    OBJECTS.put("new window", dryRun(window("new", "Europe/Berlin")));
    keep("ready window", window("ready", "Europe/Berlin"), "Ready", "True");
    keep("broken window", window("broken", "Europe/Atlantis"), "Stalled", "True");

    OBJECTS.put("new command", dryRun(command("new", "deploy-web", "1.4.2")));
    keep("completed command", command("good", "deploy-web", "1.4.2"), "Succeeded", "True");
    keep("refused command", command("odd", "deploy-web", "latest"), "Succeeded", "False");
    shop.apply(definition("deploy-stuck", "web:${tag}-never-ready", ""));
    shop.apply(command("stuck", "deploy-stuck", "1.4.3"));
    assertThatCommand(shop, "stuck").waits(Reason.RUNNING);
    OBJECTS.put("running command", stored(command("stuck", "deploy-stuck", "1.4.3")));
  }

  @AfterAll
  static void stopOperator() {
    OBJECTS.values().stream()
        .filter(object -> object.getKind().equals("FreezeWindow"))
        .forEach(window -> Cluster.admin().resource(window).delete());
    operator.close();
  }

  @ParameterizedTest
  @CsvSource({
    "new definition,     Progressing, IN_PROGRESS",
    "ready definition,   Healthy,     CURRENT",
    "broken definition,  Degraded,    FAILED",
    "waiting definition, Progressing, IN_PROGRESS",
    "changed definition, Progressing, IN_PROGRESS",
    "new window,         Progressing, IN_PROGRESS",
    "ready window,       Healthy,     CURRENT",
    "broken window,      Degraded,    FAILED",
  })
  void argoCdAndFluxAgreeOnWhatLivesInGit(String state, String argoCd, Kstatus flux) {
    JsonNode object = tree(state);

    assertThat(ArgoCdHealth.of(object).status()).as(object::toPrettyString).isEqualTo(argoCd);
    assertThat(Kstatus.of(object)).as(object::toPrettyString).isEqualTo(flux);
  }

  /// To kstatus every command that was looked at is current: it has done with the object what can
  /// be done.
  @ParameterizedTest
  @CsvSource({
    "new command,       Progressing",
    "running command,   Progressing",
    "completed command, Healthy",
    "refused command,   Degraded",
  })
  void argoCdTellsHowACommandEnded(String state, String argoCd) {
    JsonNode object = tree(state);

    assertThat(ArgoCdHealth.of(object).status()).as(object::toPrettyString).isEqualTo(argoCd);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "new definition     | not looked at yet",
        "ready definition   | It can be asked for.",
        "broken definition  | spec.action.deploy.image: There is no parameter \"tga\"; did you"
            + " mean tag?",
        "running command    | Running: image of web: registry.example/shop/web:1.4.2 →"
            + " 1.4.3-never-ready",
      })
  void argoCdShowsTheSentenceOfTheStatus(String state, String sentence) {
    assertThat(ArgoCdHealth.of(tree(state)).message()).startsWith(sentence);
  }

  private static JsonNode tree(String state) {
    return tree(OBJECTS.get(state));
  }

  private static JsonNode tree(GenericKubernetesResource object) {
    return Manifests.tree(Serialization.asYaml(object));
  }

  private static GenericKubernetesResource dryRun(String yaml) {
    return Cluster.admin().resource(shop.here(yaml)).dryRun().forceConflicts().serverSideApply();
  }

  private static void keep(String state, String yaml, String condition, String status) {
    shop.apply(yaml);
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(100))
        .untilAsserted(() -> {
          JsonNode stored = tree(stored(yaml));
          assertThat(stored.at("/status/conditions"))
              .as(stored::toPrettyString)
              .anyMatch(c ->
                  c.path("type").asText().equals(condition)
                      && c.path("status").asText().equals(status));
        });
    OBJECTS.put(state, stored(yaml));
  }

  private static GenericKubernetesResource stored(String yaml) {
    return Cluster.admin().resource(shop.here(yaml)).get();
  }

  private static String definition(String name, String image, String more) {
    return """
    apiVersion: chatops.dev/v1alpha1
    kind: AllowedCommand
    metadata: {name: %s}
    spec:
      parameters: [{name: tag, required: true}]
      action:
        deploy:
          target: {kind: Deployment, name: web}
          container: web
          image: registry.example/shop/%s
      %s
    """
        .formatted(name, image, more);
  }

  /// Holds for no namespace but the test's own, and for no command of it.
  private static String window(String name, String timeZone) {
    return """
    apiVersion: chatops.dev/v1alpha1
    kind: FreezeWindow
    metadata: {name: %1$s-%2$s}
    spec:
      schedule: 0 0 1 1 *
      duration: 1h
      timeZone: %3$s
      commands: [none]
      namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: %1$s}}
    """
        .formatted(shop.name(), name, timeZone);
  }

  private static String command(String name, String command, String tag) {
    return """
    apiVersion: chatops.dev/v1alpha1
    kind: ChatCommand
    metadata: {name: %s}
    spec: {command: %s, args: {tag: %s}}
    """
        .formatted(name, command, tag);
  }
}
