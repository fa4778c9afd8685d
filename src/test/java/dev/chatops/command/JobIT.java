package dev.chatops.command;

import static dev.chatops.testing.AwaitedCommand.assertThatCommand;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.api.v1alpha1.AllowedCommand;
import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.api.v1alpha1.Reason;
import dev.chatops.runtime.OperatorRole;
import dev.chatops.testing.Cluster;
import dev.chatops.testing.Person;
import dev.chatops.testing.RunningOperator;
import dev.chatops.testing.TestNamespace;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobList;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.ScalableResource;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Jobs as commands. The local control plane plays their pods: each prints the same three lines.
class JobIT {

  private static Workshop shop;
  private static OperatorRole operator;

  @BeforeAll
  static void start() {
    shop = Workshop.open();
    shop.namespace().applyExample("jobs");
    operator = RunningOperator.start();
  }

  @AfterAll
  static void stop() {
    operator.close();
  }

  @Test
  void aMigrationRunsOnceAndShowsWhatItPrinted() {
    shop.ask("migrate", "migrate-database", "version: 1.4.2");

    ChatCommand command =
        assertThatCommand(shop.namespace(), "migrate")
            .ends(Reason.COMPLETED)
            .saying(
                "run job shop-database with registry.example/shop/migrate:1.4.2: the Job is"
                    + " complete.")
            .command();

    assertThat(command.getStatus().output().text())
        .isEqualTo("starting\nlistening on port 8080\nready");
    assertThat(command.getStatus().output().lines()).isEqualTo(3);
    Job job = onlyJobOf("migrate");
    assertThat(job.getMetadata().getName()).isEqualTo("cc-" + command.getMetadata().getUid());
    var container = job.getSpec().getTemplate().getSpec().getContainers().getFirst();
    assertThat(container.getImage()).isEqualTo("registry.example/shop/migrate:1.4.2");
    assertThat(container.getEnv())
        .extracting(env -> env.getName() + "=" + env.getValue())
        .containsExactly("VERSION=1.4.2", "CHATOPS_COMMAND_UID=" + command.getMetadata().getUid());
  }

  @Test
  void aRunnerWithoutTheRightIsNamedBeforeAnybodyAsks() {
    shop.namespace()
        .apply(
            """
            apiVersion: v1
            kind: ServiceAccount
            metadata: {name: nobody}
            """);
    shop.define(
        "powerless",
        """
        serviceAccountName: nobody
        action: {job: {template: {spec: {template: {spec: {containers: [{name: a, image: a}]}}}}}}
        """);

    Workshop.await(() -> readiness("powerless").contains("RunnerForbidden"));

    assertThat(readiness("powerless"))
        .contains("service account nobody may not create jobs in " + shop.name() + "; grant it");
  }

  @Test
  void aJobThatFailsSaysWhy() {
    define("crash", "image: 'registry.example/shop/job:crashloop'");
    shop.ask("crash", "crash", "");

    assertThatCommand(shop.namespace(), "crash").ends(Reason.JOB_FAILED);

    assertThat(message("crash"))
        .startsWith("The Job failed: Job has reached the specified backoff limit. cc-")
        .endsWith(": container main ended with exit code 1");
    assertThat(onlyJobOf("crash").getStatus().getFailed()).isEqualTo(1);
  }

  /// A node that is drained, or a person, ends the program in the middle.
  @Test
  void aPodThatIsTakenAwayInTheMiddleIsNotReplaced() {
    define("half", "image: 'registry.example/shop/job:never-ready'");
    shop.ask("half", "half", "");
    Workshop.await(() -> pods("half").size() == 1);
    Pod pod = pods("half").getFirst();

    Cluster.admin().resource(pod).withGracePeriod(0).delete();

    assertThatCommand(shop.namespace(), "half").ends(Reason.JOB_FAILED);
    assertThat(onlyJobOf("half").getStatus().getFailed()).isEqualTo(1);
    assertThat(pods("half"))
        .allMatch(p -> p.getMetadata().getUid().equals(pod.getMetadata().getUid()));
  }

  @Test
  void aJobThatTakesTooLongIsStopped() {
    define("hang", "image: 'registry.example/shop/job:never-ready'");
    shop.namespace()
        .create(
            Cluster.as("alice"),
            """
            apiVersion: chatops.dev/v1alpha1
            kind: ChatCommand
            metadata: {name: hang}
            spec: {command: hang, timeout: 10s}
            """);

    assertThatCommand(shop.namespace(), "hang").ends(Reason.JOB_FAILED);

    assertThat(message("hang")).startsWith("The Job was stopped at its time limit.");
  }

  @Test
  void ofTwoWithOneLockTheSecondWaits() {
    lock("first", "slow");
    lock("second", "quick");
    shop.ask("holds", "first", "");
    assertThatCommand(shop.namespace(), "holds").waits(Reason.RUNNING);
    shop.ask("waits", "second", "");

    assertThatCommand(shop.namespace(), "waits")
        .waits(Reason.QUEUED)
        .saying("Waits for holds on job/shared; place 1 in the queue.");

    assertThatCommand(shop.namespace(), "holds").ends(Reason.COMPLETED);
    assertThatCommand(shop.namespace(), "waits").ends(Reason.COMPLETED);
    assertThat(onlyJobOf("waits").getMetadata().getCreationTimestamp())
        .isGreaterThanOrEqualTo(onlyJobOf("holds").getStatus().getCompletionTime());
  }

  @Test
  void aCancelDeletesTheJobAndSaysSo() {
    define("endless", "image: 'registry.example/shop/job:never-ready'");
    shop.ask("endless", "endless", "");
    assertThatCommand(shop.namespace(), "endless").waits(Reason.RUNNING);
    // What it has printed until now.
    Workshop.await(() -> command("endless").getStatus().output() != null);
    shop.namespace().grant("alice", "chatops-approver");

    Person.withKubectl(shop.namespace(), "alice").cancel("endless", "wrong day");

    assertThatCommand(shop.namespace(), "endless").ends(Reason.CANCELLED);
    assertThat(message("endless"))
        .startsWith("Cancelled by alice")
        .endsWith(" was deleted; what it did until then is not undone.");
    Workshop.await(() -> jobsOf("endless").isEmpty());
  }

  @Test
  void aCronJobRunsNow() {
    Workshop.await(() -> readiness("run-report").contains("It can be asked for"));
    shop.ask("report", "run-report", "");

    assertThatCommand(shop.namespace(), "report")
        .ends(Reason.COMPLETED)
        .saying(
            "run cronjob/report now with registry.example/shop/report:1.0.0: the Job is complete.");
    assertThat(onlyJobOf("report").getMetadata().getOwnerReferences()).isEmpty();
  }

  @Test
  void aJobThatSomebodyDeletesIsNotMadeAgain() {
    define("unloved", "image: 'registry.example/shop/job:never-ready'");
    shop.ask("unloved", "unloved", "");
    Workshop.await(() -> command("unloved").getStatus().progress() != null);

    jobs().withName(onlyJobOf("unloved").getMetadata().getName()).delete();

    assertThatCommand(shop.namespace(), "unloved").ends(Reason.SUPERSEDED);
    assertThat(jobsOf("unloved")).isEmpty();
  }

  @Test
  void aTemplateThatIsNoJobIsRefusedByTheApiServer() {
    define("typo", "image: registry.example/a:1, imagePullPolcy: Always");
    shop.ask("typo", "typo", "");

    assertThatCommand(shop.namespace(), "typo").ends(Reason.FAILED);

    assertThat(message("typo")).contains("unknown field \"spec.template.spec.containers[0]");
    assertThat(jobsOf("typo")).isEmpty();
  }

  /// The name is known to others as long as approvals are awaited.
  @Test
  void aJobUnderTheCommandsNameIsNotTakenForItsOwn() {
    TestNamespace namespace = shop.namespace();
    shop.define(
        "careful",
        """
        action: {job: {template: {spec: {template: {spec: {containers: [{name: a, image: 'r.example/a:1'}]}}}}}}
        approval: {count: 1}
        """);
    namespace.grant("bob", "chatops-approver");
    namespace.allow("bob", "approve", "allowedcommands", "careful");
    shop.ask("careful", "careful", "");
    assertThatCommand(namespace, "careful").waits(Reason.AWAITING_APPROVAL);
    String name = "cc-" + command("careful").getMetadata().getUid();
    namespace.apply(
        """
        apiVersion: batch/v1
        kind: Job
        metadata: {name: %s}
        spec: {template: {spec: {restartPolicy: Never, containers: [{name: a, image: 'evil.example/a:1'}]}}}
        """
            .formatted(name));

    Person.withKubectl(namespace, "bob").approve("careful");

    assertThatCommand(namespace, "careful")
        .ends(Reason.TARGET_UNSUITABLE)
        .saying(
            "job/"
                + name
                + " is there already, and this command did not make it: delete it and send the"
                + " command again.");
  }

  private static void define(String name, String container) {
    shop.define(
        name,
        """
        action: {job: {template: {spec: {template: {spec: {containers: [{name: main, %s}]}}}}}}
        """
            .formatted(container));
  }

  private static List<Pod> pods(String command) {
    return Cluster.admin()
        .pods()
        .inNamespace(shop.name())
        .withLabel("batch.kubernetes.io/job-name", "cc-" + command(command).getMetadata().getUid())
        .list()
        .getItems();
  }

  private static void lock(String name, String tag) {
    shop.define(
        name,
        """
        action:
          job:
            lock: shared
            template: {spec: {template: {spec: {containers: [{name: a, image: 'r.example/a:%s'}]}}}}
        """
            .formatted(tag));
  }

  private static NonNamespaceOperation<Job, JobList, ScalableResource<Job>> jobs() {
    return Cluster.admin().batch().v1().jobs().inNamespace(shop.name());
  }

  private static List<Job> jobsOf(String command) {
    return jobs()
        .withLabel("chatops.dev/command-uid", command(command).getMetadata().getUid())
        .list()
        .getItems();
  }

  private static Job onlyJobOf(String command) {
    List<Job> jobs = jobsOf(command);
    assertThat(jobs).hasSize(1);
    return jobs.getFirst();
  }

  private static ChatCommand command(String name) {
    return shop.command(name);
  }

  private static String message(String command) {
    return command(command).getStatus().conditions().stream()
        .filter(condition -> condition.type().equals("Succeeded"))
        .findFirst()
        .orElseThrow()
        .message();
  }

  /// Status, reason and message of a definition's condition Ready.
  private static String readiness(String definition) {
    return Cluster.admin()
        .resources(AllowedCommand.class)
        .inNamespace(shop.name())
        .withName(definition)
        .get()
        .getStatus()
        .conditions()
        .stream()
        .filter(condition -> condition.type().equals("Ready"))
        .map(condition -> condition.status() + " " + condition.reason() + " " + condition.message())
        .findFirst()
        .orElseThrow();
  }
}
