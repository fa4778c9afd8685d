package dev.chatops.command;

import static dev.chatops.testing.AwaitedCommand.assertThatCommand;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.api.v1alpha1.AllowedCommand;
import dev.chatops.api.v1alpha1.Condition;
import dev.chatops.api.v1alpha1.Reason;
import dev.chatops.runtime.OperatorRole;
import dev.chatops.testing.Cluster;
import dev.chatops.testing.Refusal;
import dev.chatops.testing.RunningOperator;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever is asked wrongly is answered in one sentence, and nothing is done.
class BadInputIT {

  private static final AtomicInteger COUNT = new AtomicInteger();

  private static OperatorRole operator;
  private static Workshop shop;

  @BeforeAll
  static void openShop() {
    operator = RunningOperator.start();
    shop = Workshop.open();
    shop.deployment("web", "1.4.1");
    shop.deployment("halted", "1");
    shop.edit("halted", "spec: {paused: true}");
    shop.define(
        "deploy-web",
        """
        timeout: 10m
        parameters:
        - {name: tag, pattern: '\\d+\\.\\d+\\.\\d+', required: true, examples: [1.4.2]}
        - {name: note}
        action:
          deploy: {target: {kind: Deployment, name: web}, container: main, image: 'r.example/w:${tag}'}
        """);
    shop.define(
        "scale-web",
        """
        parameters: [{name: replicas, type: quantity, min: 1, max: 50, required: true}]
        action: {scale: {target: {kind: Deployment, name: web}, replicas: '${replicas}', max: 10}}
        """);
    shop.define("restart-gone", "action: {restart: {target: {kind: Deployment, name: gone}}}\n");
    shop.define(
        "restart-halted", "action: {restart: {target: {kind: Deployment, name: halted}}}\n");
    shop.define(
        "deploy-wrong",
        """
        parameters: [{name: tag, required: true}]
        action:
          deploy: {target: {kind: Deployment, name: web}, container: wep, image: 'r.example/w:${tag}'}
        """);
    shop.define(
        "restart-why",
        "reasonRequired: true\naction: {restart: {target: {kind: Deployment, name: web}}}\n");
  }

  @AfterAll
  static void stopOperator() {
    operator.close();
  }

  @AfterEach
  void nothingWasDone() {
    assertThat(shop.deployment("web").getMetadata().getGeneration()).isEqualTo(1);
    assertThat(shop.deployment("halted").getMetadata().getGeneration()).isEqualTo(2);
  }

  static Stream<Arguments> answers() {
    return Stream.of(
        answer(
            "{command: reboot}",
            Reason.UNKNOWN_COMMAND,
            "There is no AllowedCommand reboot in NAMESPACE. See kubectl get allowedcommands -n"
                + " NAMESPACE."),
        answer(
            "{command: scale-wep, args: {replicas: 3}}",
            Reason.UNKNOWN_COMMAND,
            "There is no AllowedCommand scale-wep in NAMESPACE. Did you mean scale-web?"),
        answer(
            "{command: scale-web}",
            Reason.INVALID_ARGUMENTS,
            "Missing: replicas. Usage: scale-web <replicas>"),
        answer(
            "{command: scale-web, args: {replicas: 3, by: 1}}",
            Reason.INVALID_ARGUMENTS,
            "There is no parameter \"by\". Usage: scale-web <replicas>"),
        answer(
            "{command: scale-web, args: {replicas: many}}",
            Reason.INVALID_ARGUMENTS,
            "replicas must be a number, or +number or -number for a step, not \"many\"."),
        answer(
            "{command: scale-web, args: {replicas: 1e3}}",
            Reason.INVALID_ARGUMENTS,
            "replicas must be between 1 and 50, not \"1000\"."),
        answer(
            "{command: scale-web, args: {replicas: \"1e3\"}}",
            Reason.INVALID_ARGUMENTS,
            "replicas must be a number, or +number or -number for a step, not \"1e3\"."),
        answer(
            "{command: scale-web, args: {replicas: 0}}",
            Reason.INVALID_ARGUMENTS,
            "replicas must be between 1 and 50, not \"0\"."),
        answer(
            "{command: scale-web, args: {replicas: \"999999999999999999999\"}}",
            Reason.INVALID_ARGUMENTS,
            "replicas must be a number, or +number or -number for a step, not"
                + " \"999999999999999999999\"."),
        answer(
            "{command: scale-web, args: {replicas: 20}}",
            Reason.INVALID_ARGUMENTS,
            "deployment/web would have 20 replicas; this command permits 0 to 10."),
        answer(
            "{command: scale-web, args: {replicas: \"-5\"}}",
            Reason.INVALID_ARGUMENTS,
            "deployment/web would have -4 replicas; this command permits 0 to 10."),
        answer(
            "{command: deploy-web, args: {tag: latest}}",
            Reason.INVALID_ARGUMENTS,
            "tag must match \\d+\\.\\d+\\.\\d+ (for example 1.4.2), not \"latest\"."),
        answer(
            "{command: deploy-web, args: {tag: \"1.4.2@sha256:0\"}}",
            Reason.INVALID_ARGUMENTS,
            "tag must match \\d+\\.\\d+\\.\\d+ (for example 1.4.2), not \"1.4.2@sha256:0\"."),
        answer(
            "{command: deploy-web, args: {tag: \"${tag}\"}}",
            Reason.INVALID_ARGUMENTS,
            "tag must not contain ${: only the definition names parameters."),
        answer(
            "{command: deploy-web, args: {tag: \"1.4.2\\n\"}}",
            Reason.INVALID_ARGUMENTS,
            "tag contains the character U+000A LINE FEED (LF), which arguments may not have. Type it"
                + " anew."),
        answer(
            "{command: deploy-web, args: {tag: \"1.4.2\\u202e\"}}",
            Reason.INVALID_ARGUMENTS,
            "tag contains the character U+202E RIGHT-TO-LEFT OVERRIDE, which arguments may not have."
                + " Type it anew."),
        answer(
            "{command: deploy-web, args: {tag: \"1.4\\u200b.2\"}}",
            Reason.INVALID_ARGUMENTS,
            "tag contains the character U+200B ZERO WIDTH SPACE, which arguments may not have. Type it"
                + " anew."),
        answer(
            "{command: deploy-web, args: {tag: \"1.4.2\\u00a0\"}}",
            Reason.INVALID_ARGUMENTS,
            "tag contains the character U+00A0 NO-BREAK SPACE, which arguments may not have. Type it"
                + " anew."),
        answer(
            "{command: deploy-web, args: {tag: \"1.4.2\", note: \"w\\u0435b\"}}",
            Reason.INVALID_ARGUMENTS,
            "note may have letters, digits and . _ - : / @ only, not \"wеb\"."),
        answer(
            "{command: deploy-web, args: {tag: \"1.4.2\", note: \"; rm -rf / #\"}}",
            Reason.INVALID_ARGUMENTS,
            "note may have letters, digits and . _ - : / @ only, not \"; rm -rf / #\"."),
        answer(
            "{command: deploy-web, args: {tag: \"1.4.2\"}, timeout: 11m}",
            Reason.INVALID_ARGUMENTS,
            "spec.timeout must be between 1s and 10m, the limit of deploy-web."),
        answer(
            "{command: restart-why}",
            Reason.INVALID_ARGUMENTS,
            "restart-why demands a reason: set spec.reason and send it again."),
        answer(
            "{command: restart-gone}",
            Reason.TARGET_NOT_FOUND,
            "There is no Deployment gone in NAMESPACE: create it, or change the target of AllowedCommand"
                + " restart-gone."),
        answer(
            "{command: deploy-wrong, args: {tag: \"2\"}}",
            Reason.TARGET_NOT_FOUND,
            "deployment/web has no container wep; it has main. Name one of them in"
                + " spec.action.deploy.container of the AllowedCommand."),
        answer(
            "{command: restart-halted}",
            Reason.TARGET_UNSUITABLE,
            "deployment/halted is paused, so nothing would roll out: resume it first."));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("answers")
  void theCommandEndsWithASentenceThatSaysWhatIsWrong(String spec, Reason reason, String message) {
    String name = "bad-" + COUNT.incrementAndGet();

    create(name, spec);

    assertThatCommand(shop.namespace(), name)
        .ends(reason)
        .saying(message.replace("NAMESPACE", shop.name()));
  }

  static Stream<Arguments> refusals() {
    String entries =
        IntStream.rangeClosed(1, 33)
            .mapToObj(i -> "a" + i + ": x")
            .collect(Collectors.joining(","));
    return Stream.of(
        refusal(
            "{command: scale-web, args: {%s}}".formatted(entries),
            "spec.args: Too many: 33: must have at most 32 items"),
        refusal(
            "{command: deploy-web, args: {tag: \"%s\"}}".formatted("x".repeat(10_000)),
            "spec.args.tag: Too long: may not be more than 1024 bytes"),
        refusal(
            "{command: scale-web, args: {replicas: 1.5}}",
            "spec.args.replicas: Invalid value: \"number\": spec.args.replicas in body must be of type"
                + " integer,string: \"number\""),
        refusal(
            "{command: scale-web, args: {replicas: true}}",
            "spec.args.replicas: Invalid value: \"boolean\": spec.args.replicas in body must be of type"
                + " integer,string: \"boolean\""),
        refusal(
            "{command: scale-web, args: {replicas: [3]}}",
            "spec.args.replicas: Invalid value: \"array\": spec.args.replicas in body must be of type"
                + " integer,string: \"array\""),
        refusal(
            "{command: Scale_Web}",
            "spec.command: Invalid value: \"Scale_Web\": spec.command in body should match"
                + " '^[a-z0-9]([-a-z0-9]*[a-z0-9])?$'"),
        refusal("{args: {replicas: 3}}", "spec.command: Required value"),
        refusal(
            "{command: scale-web, mode: run}",
            "spec.mode: Unsupported value: \"run\": supported values: \"DryRun\", \"Explain\","
                + " \"Run\""),
        refusal(
            "{command: scale-web, timeout: 1d}",
            "spec.timeout: Invalid value: \"1d\": spec.timeout in body should match"
                + " '^([0-9]{1,4}h)?([0-9]{1,4}m)?([0-9]{1,5}s)?$'"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refusals")
  void theApiServerRefusesWhatCannotBeMeant(String spec, String message) {
    String name = "worse-" + COUNT.incrementAndGet();

    Refusal refusal = Refusal.of(() -> create(name, spec));

    assertThat(refusal.sentence()).contains(message);
    assertThat(refusal.code()).isEqualTo(422);
  }

  @Test
  void kubectlShowsTheSameSentence() {
    create("shown", "{command: scale-web, args: {replicas: many}}");
    assertThatCommand(shop.namespace(), "shown").ends(Reason.INVALID_ARGUMENTS);

    assertThat(
            Cluster.kubectl("", "get", "chatcommand", "shown", "-n", shop.name()).orFail().output())
        .contains("replicas must be a number, or +number or -number for a step, not \"many\".");
  }

  @Test
  void anAccountThatTheOperatorMayNotActAsIsNamedWithWhatToGrant() {
    shop.namespace().serviceAccount("deployer");
    Cluster.kubectl(
            "",
            "create",
            "rolebinding",
            "deployer",
            "-n",
            shop.name(),
            "--role=chatops-runner",
            "--serviceaccount=" + shop.name() + ":deployer")
        .orFail();
    shop.define(
        "restart-as",
        """
        serviceAccountName: deployer
        action: {restart: {target: {kind: Deployment, name: web}}}
        """);

    create("unlisted", "{command: restart-as}");

    assertThatCommand(shop.namespace(), "unlisted")
        .ends(Reason.FAILED)
        .saying(
            "The operator may not act as deployer: add it to the ClusterRole"
                + " chatops-operator-runners.");
  }

  @Test
  void anAccountWithoutTheRightMakesTheDefinitionUnusable() {
    var other = Cluster.namespace();
    Cluster.kubectl("", "delete", "rolebinding", "chatops-runner", "-n", other.name()).orFail();
    var powerless = new Workshop(other);
    powerless.deployment("web", "1");
    powerless.define("restart-web", "action: {restart: {target: {kind: Deployment, name: web}}}\n");
    Workshop.await(() ->
        Condition.find(
                Cluster.admin()
                    .resources(AllowedCommand.class)
                    .inNamespace(other.name())
                    .withName("restart-web")
                    .get()
                    .getStatus()
                    .conditions(),
                "Ready")
            .filter(ready -> ready.reason().equals("RunnerForbidden"))
            .isPresent());

    other.create(Cluster.admin(), yaml("powerless", "{command: restart-web}"));

    assertThatCommand(other, "powerless")
        .ends(Reason.DEFINITION_NOT_READY)
        .saying(
            "AllowedCommand restart-web cannot work: service account chatops-runner may not patch"
                + " deployments web in %s; grant it in a Role of the namespace."
                    .formatted(other.name()));
    assertThat(other.deployment("web").getMetadata().getGeneration()).isEqualTo(1);
  }

  private static void create(String name, String spec) {
    shop.namespace().create(Cluster.as("alice"), yaml(name, spec));
  }

  private static String yaml(String name, String spec) {
    return """
    apiVersion: chatops.dev/v1alpha1
    kind: ChatCommand
    metadata: {name: %s}
    spec: %s
    """
        .formatted(name, spec);
  }

  private static Arguments answer(String spec, Reason reason, String message) {
    return Arguments.of(spec, reason, message);
  }

  private static Arguments refusal(String spec, String message) {
    return Arguments.of(spec, message);
  }
}
