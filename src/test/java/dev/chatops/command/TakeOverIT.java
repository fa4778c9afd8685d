package dev.chatops.command;

import static dev.chatops.testing.AwaitedCommand.assertThatCommand;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.action.Action;
import dev.chatops.action.Actions;
import dev.chatops.action.Facts;
import dev.chatops.action.Observer;
import dev.chatops.action.Plan;
import dev.chatops.action.Planning;
import dev.chatops.action.Workload;
import dev.chatops.api.v1alpha1.AllowedCommand;
import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.api.v1alpha1.DefinitionRef;
import dev.chatops.api.v1alpha1.Reason;
import dev.chatops.policy.Arguments;
import dev.chatops.policy.Binding;
import dev.chatops.policy.Compiled;
import dev.chatops.policy.Definition;
import dev.chatops.runtime.OperatorRole;
import dev.chatops.testing.AwaitedCommand;
import dev.chatops.testing.Cluster;
import dev.chatops.testing.RunningOperator;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What an operator does with commands that it finds: those that wait, and those in `Running` whose
/// operator died before or after the change.
///
/// Everything is stored, and everything has happened, before the operator starts.
class TakeOverIT {

  private static final String UNKNOWN =
      "It cannot be told whether the change was made: deployment/%1$s %2$s. Nothing is repeated; look"
          + " at deployment/%1$s and decide.";

  private static Workshop shop;
  private static OperatorRole operator;

  @BeforeAll
  static void whatHappenedWhileNoOperatorRan() {
    shop = Workshop.open();
    waiting();
    beforeTheChange();
    afterTheChange();
    operator = RunningOperator.start();
  }

  @AfterAll
  static void stopOperator() {
    operator.close();
  }

  private static void waiting() {
    story("late");
    shop.define(
        "deploy-late",
        """
        startWithin: 1s
        parameters: [{name: tag, required: true}]
        action:
          deploy: {target: {kind: Deployment, name: late}, container: main, image: 'r.example/l:${tag}'}
        """);
    shop.ask("late", "deploy-late", "tag: \"2\"");
    Instant created = Instant.parse(shop.command("late").getMetadata().getCreationTimestamp());
    Workshop.await(() -> Instant.now().isAfter(created.plusSeconds(3)));
  }

  private static void beforeTheChange() {
    running("untouched");
    running("timeless", Duration.ofMinutes(-1));

    running("edited");
    shop.setImage("edited", "registry.example/other:9");

    running("redefined");
    shop.defineDeploy("redefined", "registry.example/elsewhere");

    running("forgotten");
    Cluster.admin()
        .resources(AllowedCommand.class)
        .inNamespace(shop.name())
        .withName("deploy-forgotten")
        .delete();

    running("deleted");
    deployments("deleted").delete();

    running("recreated");
    deployments("recreated").delete();
    shop.deployment("recreated", "1");

    running("scaled-by-another");
    shop.edit("scaled-by-another", "spec: {replicas: 2}");
  }

  private static void afterTheChange() {
    act("done");

    act("reverted");
    shop.setImage("reverted", "registry.example/reverted:1");

    act("replaced");
    shop.edit(
        "replaced",
        """
        metadata: {annotations: {chatops.dev/last-command: null}, managedFields: [{}]}
        spec: {template: {spec: {containers: [{name: main, image: 'registry.example/replaced:1'}]}}}
        """);
  }

  @Test
  void aCommandThatComesTooLateExpiresAndDoesNothing() {
    assertThatCommand(shop.namespace(), "late")
        .ends(Reason.EXPIRED)
        .saying(
            "It could not start within 1s of being stored, so nothing was done. Send it again if it is"
                + " still wanted.");
    assertThat(generation("late")).isEqualTo(1);
  }

  @Test
  void aChangeThatWasNeverMadeIsMade() {
    ends("untouched", Reason.COMPLETED);

    assertThat(shop.image("untouched")).isEqualTo("registry.example/untouched:2");
    assertThat(generation("untouched")).isEqualTo(2);
  }

  @Test
  void aChangeThatWasNeverMadeIsNotMadeAfterItsDeadline() {
    ends("timeless", Reason.TIMED_OUT)
        .saying("The change could not be made in time; deployment/timeless is as it was.");

    assertThat(generation("timeless")).isEqualTo(1);
  }

  @Test
  void aTargetThatChangedAndCarriesNoMarkIsLeftToAPerson() {
    ends("edited", Reason.OUTCOME_UNKNOWN)
        .saying(
            UNKNOWN.formatted(
                "edited", "was changed by fabric8-kubernetes-client and carries no mark"));

    assertThat(shop.image("edited")).isEqualTo("registry.example/other:9");
  }

  @Test
  void aScaleWhoseFieldManagerIsAbsentIsLeftToAPerson() {
    ends("scaled-by-another", Reason.OUTCOME_UNKNOWN)
        .saying(
            UNKNOWN.formatted(
                "scaled-by-another",
                "was changed by fabric8-kubernetes-client and carries no mark"));

    assertThat(shop.deployment("scaled-by-another").getSpec().getReplicas()).isEqualTo(2);
  }

  @Test
  void aDefinitionThatSaysSomethingElseNowIsNotObeyed() {
    ends("redefined", Reason.OUTCOME_UNKNOWN)
        .saying(
            "It cannot be told whether the change was made: the plan made anew is not the plan that"
                + " was stored. Nothing is repeated; look at deployment/redefined and decide.");

    assertThat(generation("redefined")).isEqualTo(1);
  }

  @Test
  void withoutItsDefinitionNothingIsDone() {
    ends("forgotten", Reason.OUTCOME_UNKNOWN)
        .saying(
            "It cannot be told whether the change was made: its definition no longer says what it said"
                + " (There is no AllowedCommand deploy-forgotten in %s. See kubectl get"
                    .formatted(shop.name())
                + " allowedcommands -n %s.). Nothing is repeated; look at deployment/forgotten and"
                    .formatted(shop.name())
                + " decide.");

    assertThat(generation("forgotten")).isEqualTo(1);
  }

  @Test
  void aTargetThatWasDeletedIsNotLookedForAgain() {
    ends("deleted", Reason.OUTCOME_UNKNOWN)
        .saying(UNKNOWN.formatted("deleted", "was deleted at the moment of the change"));
  }

  @Test
  void aTargetThatWasCreatedAnewUnderItsNameIsAnother() {
    ends("recreated", Reason.OUTCOME_UNKNOWN)
        .saying(UNKNOWN.formatted("recreated", "was deleted at the moment of the change"));

    assertThat(generation("recreated")).isEqualTo(1);
  }

  @Test
  void aChangeThatCarriesTheMarkIsObservedAndNotRepeated() {
    ends("done", Reason.COMPLETED);

    assertThat(generation("done")).isEqualTo(2);
  }

  @Test
  void aRevertIsNotUndone() {
    ends("reverted", Reason.SUPERSEDED)
        .saying(
            "deployment/reverted was changed by fabric8-kubernetes-client while this command ran.");

    assertThat(shop.image("reverted")).isEqualTo("registry.example/reverted:1");
  }

  @Test
  void aRevertThatTookTheMarkAwayIsNotUndoneEither() {
    ends("replaced", Reason.OUTCOME_UNKNOWN);

    assertThat(shop.image("replaced")).isEqualTo("registry.example/replaced:1");
  }

  private static AwaitedCommand ends(String story, Reason reason) {
    return assertThatCommand(shop.namespace(), story).ends(reason);
  }

  private static long generation(String story) {
    return shop.deployment(story).getMetadata().getGeneration();
  }

  private static io.fabric8.kubernetes.client.dsl.RollableScalableResource<Deployment> deployments(
      String name) {
    return Cluster.admin().apps().deployments().inNamespace(shop.name()).withName(name);
  }

  private static void story(String name) {
    shop.deployment(name, "1");
    Workshop.await(() -> {
      Deployment d = shop.deployment(name);
      return d.getMetadata().getGeneration().equals(d.getStatus().getObservedGeneration())
          && Integer.valueOf(1).equals(d.getStatus().getReadyReplicas());
    });
  }

  private static void running(String story) {
    running(story, Duration.ofMinutes(5));
  }

  /// A command whose operator died right after it had stored `Running`.
  private static Stored running(String story, Duration untilDeadline) {
    story(story);
    boolean scale = story.startsWith("scaled");
    if (scale) {
      shop.defineScale(story);
    } else {
      shop.defineDeploy(story, "registry.example/" + story);
    }
    String command = (scale ? "scale-" : "deploy-") + story;
    shop.ask(story, command, scale ? "replicas: 3" : "tag: \"2\"");
    return Stored.running(shop, story, command, untilDeadline);
  }

  /// A command whose operator died right after the change.
  private static void act(String story) {
    Stored stored = running(story, Duration.ofMinutes(5));
    assertThat(stored.apply()).isInstanceOf(Writes.Attempt.Applied.class);
    Workshop.await(() -> {
      Deployment d = shop.deployment(story);
      return d.getMetadata().getGeneration().equals(d.getStatus().getObservedGeneration())
          && Integer.valueOf(1).equals(d.getStatus().getUpdatedReplicas())
          && Integer.valueOf(1).equals(d.getStatus().getReplicas());
    });
  }

  /// What an operator would have stored, written under the operator's own account.
  private record Stored(ChatCommand command, Targets targets, Targets.Runner runner, Plan plan) {

    static Stored running(Workshop shop, String name, String definition, Duration untilDeadline) {
      AllowedCommand allowed =
          Cluster.admin()
              .resources(AllowedCommand.class)
              .inNamespace(shop.name())
              .withName(definition)
              .get();
      ChatCommand command = shop.command(name);
      Definition compiled =
          ((Compiled.Usable) Definition.compile(definition, allowed.getSpec())).definition();
      Arguments arguments =
          ((Binding.Bound) compiled.bind(command.getSpec().arguments())).arguments();
      Action action = Actions.of(compiled.action(arguments));
      var targets = new Targets(Cluster.asOperator(), new Kinds(Cluster.asOperator()));
      var runner = new Targets.Runner(shop.name(), "chatops-runner");
      Instant startedAt = Instant.now().truncatedTo(ChronoUnit.SECONDS);
      Facts facts =
          new Survey(targets)
              .of(
                  runner,
                  action,
                  new Facts.Order(
                      command.getMetadata().getUid(),
                      Duration.ofMinutes(15),
                      allowed.getSpec().retention(),
                      false),
                  startedAt)
              .orElseThrow();
      Plan plan = ((Planning.Planned) action.plan(facts)).plan();
      String digest =
          PlanDigest.of(
              new DefinitionRef(
                  allowed.getMetadata().getUid(), allowed.getMetadata().getGeneration()),
              arguments,
              plan);
      var after =
          ((Writes.Attempt.Applied)
                  new Writes(targets)
                      .tryOut(runner, action.target(), plan.effect(), "chatops.dev-test"))
              .after();
      Observer observer = Actions.observer(action.verb());
      String expected =
          plan.effect().onScale()
              ? observer.fingerprint(facts.target(), after)
              : observer.fingerprint(new Workload(after), null);
      Cluster.asOperator()
          .resources(ChatCommand.class)
          .inNamespace(shop.name())
          .withName(name)
          .subresource("status")
          .patch(
              io.fabric8.kubernetes.client.dsl.base.PatchContext.of(
                  io.fabric8.kubernetes.client.dsl.base.PatchType.JSON_MERGE),
              """
              {"status": {
                "startedAt": "%s", "deadline": "%s", "targetKey": "%s",
                "definition": {"uid": "%s", "generation": %d},
                "plan": {"digest": "%s", "summary": "%s", "changes": [],
                  "target": {"apiVersion": "apps/v1", "kind": "Deployment", "name": "%s", "uid": "%s"}},
                "resolved": {"action": "%s", "serviceAccountName": "chatops-runner",
                  "baseGeneration": %d, "expected": "%s", "ttlAfterFinished": "1h"}}}
              """
                  .formatted(
                      startedAt,
                      startedAt.plus(untilDeadline),
                      TargetKey.of(action.target()),
                      allowed.getMetadata().getUid(),
                      allowed.getMetadata().getGeneration(),
                      digest,
                      plan.summary(),
                      facts.target().name(),
                      facts.target().uid(),
                      action.verb(),
                      facts.target().generation(),
                      expected));
      return new Stored(command, targets, runner, plan);
    }

    Writes.Attempt apply() {
      var target = new dev.chatops.api.v1alpha1.Target(null, "Deployment", plan.target().name());
      return new Writes(targets)
          .apply(runner, target, plan.effect(), Mark.fieldManager(command, plan));
    }
  }
}
