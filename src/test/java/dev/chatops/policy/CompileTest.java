package dev.chatops.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.api.v1alpha1.AllowedCommandSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompileTest {
  private static final String RESTART =
      "action: {restart: {target: {kind: Deployment, name: web}}}";
  private static final String TAG = "parameters: [{name: tag, required: true}]\n";

  private static String deploy(String target, String container, String image) {
    return "action: {deploy: {target: %s, container: \"%s\", image: \"%s\"}}"
        .formatted(target, container, image);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{} | spec.action | InvalidAction"
            + " | give exactly one of deploy, scale, restart, rollback, pause, resume, job, trigger, show, create, patch, backup, restore.",
        "{restart: {target: {kind: Deployment, name: web}}, pause: {target: {kind: Deployment, name:"
            + " web}}} | spec.action | InvalidAction"
            + " | give exactly one of deploy, scale, restart, rollback, pause, resume, job, trigger, show, create, patch, backup, restore.",
        "{restart: {target: {kind: Job, name: web}}} | spec.action.restart.target.kind"
            + " | InvalidTarget | this action works on Deployment, StatefulSet, DaemonSet only.",
        "{pause: {target: {kind: StatefulSet, name: web}}} | spec.action.pause.target.kind"
            + " | InvalidTarget | this action works on Deployment only.",
        "{resume: {target: {kind: Deployment, apiVersion: extensions/v1beta1, name: web}}}"
            + " | spec.action.resume.target.apiVersion | InvalidTarget"
            + " | this action works on apps/v1 only.",
        "{restart: {target: {kind: Deployment, name: Web}}} | spec.action.restart.target.name"
            + " | InvalidTarget | \"Web\" cannot be a name: a-z, 0-9, - and . only, 253 characters"
            + " at most.",
        "{restart: {target: {kind: Deployment, name: '../web'}}} | spec.action.restart.target.name"
            + " | InvalidTarget | \"../web\" cannot be a name: a-z, 0-9, - and . only, 253"
            + " characters at most.",
        "{restart: {target: {kind: '${kind}', name: web}}} | spec.action.restart.target.kind"
            + " | MisplacedParameter | no parameter may stand here; write the value itself.",
        "{scale: {target: {kind: Deployment, apiVersion: '${tag}', name: web}, replicas: '1'}}"
            + " | spec.action.scale.target.apiVersion | MisplacedParameter"
            + " | no parameter may stand here; write the value itself.",
        "{scale: {target: {kind: Deployment, name: web}, replicas: many}}"
            + " | spec.action.scale.replicas | InvalidAction"
            + " | must be a number, or one ${parameter} of type integer or quantity.",
        "{scale: {target: {kind: Deployment, name: web}, replicas: '${text}'}}"
            + " | spec.action.scale.replicas | InvalidAction"
            + " | must be a number, or one ${parameter} of type integer or quantity.",
        "{scale: {target: {kind: Deployment, name: web}, replicas: '1${number}'}}"
            + " | spec.action.scale.replicas | InvalidAction"
            + " | must be a number, or one ${parameter} of type integer or quantity.",
        "{scale: {target: {kind: Deployment, name: web}, replicas: '1', min: 5, max: 2}}"
            + " | spec.action.scale.min | InvalidAction | min is greater than max.",
        "{rollback: {target: {kind: Deployment, name: web}, revision: '0'}}"
            + " | spec.action.rollback.revision | InvalidAction"
            + " | must be a number from 1 on, or one ${parameter} of type integer.",
        "{restart: {target: {kind: Deployment, name: 'web-${text}'}}}"
            + " | spec.action.restart.target.name | MisplacedParameter"
            + " | text is not an enum; only enum parameters may choose a target.",
        "{restart: {target: {kind: Deployment, name: '${odd}'}}}"
            + " | spec.action.restart.target.name | InvalidTarget"
            + " | the value \"a/b\" of odd cannot be part of a name: a-z, 0-9, - and . only.",
        "{scale: {target: {kind: Deployment, name: web}, replicas: '${maybe}'}}"
            + " | spec.action.scale.replicas | OptionalParameter"
            + " | maybe may be missing, and this cannot do without it; set required: true or a"
            + " default.",
        "{scale: {target: {kind: Deployment, name: web}, replicas: '${below}'}}"
            + " | spec.action.scale.replicas | InvalidAction"
            + " | below must be at least 0, not \"-1\".",
      })
  void actionThatCannotBeCarriedOutIsNamedWithItsPlace(
      String action, String place, String reason, String message) {
    String yaml =
        """
        parameters:
        - {name: text, required: true}
        - {name: number, type: integer, required: true}
        - {name: maybe, type: integer}
        - {name: below, type: integer, default: "-1"}
        - {name: odd, type: enum, values: [a/b], required: true}
        action: %s
        """
            .formatted(action);

    assertThat(Definitions.problems(yaml)).containsExactly(new Problem(reason, place, message));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "web:${tga} | UnknownParameter | There is no parameter \"tga\"; did you mean tag?",
        "web:${} | InvalidTemplate"
            + " | ${ must be followed by the name of a parameter and }, such as ${tag}.",
        "web:${tag | InvalidTemplate"
            + " | ${ must be followed by the name of a parameter and }, such as ${tag}.",
        "web:${${tag}} | InvalidTemplate"
            + " | ${ must be followed by the name of a parameter and }, such as ${tag}.",
        "web: ${tag} | InvalidImage | \"web: x\" cannot be an image: letters, digits and . _ - : / @"
            + " + only.",
        "ghcr.io/Acme/web:${tag} | InvalidImage"
            + " | the repository of an image has lower-case letters only.",
        "${tag}/web:1.0 | InvalidImage"
            + " | tag would choose the registry; only an enum may stand before the first /.",
      })
  void imageThatCannotBeOneIsRefused(String image, String reason, String message) {
    String yaml = TAG + deploy("{kind: Deployment, name: web}", "web", image);

    assertThat(Definitions.problems(yaml))
        .containsExactly(new Problem(reason, "spec.action.deploy.image", message));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "web:${tag}",
        "${tag}",
        "REGISTRY.example:5000/acme/web:v${tag}",
        "ghcr.io/acme/${tag}@sha256:0123456789abcdef0123456789abcdef",
        "ghcr.io/acme/web@${tag}",
        "nginx:1.29",
      })
  void imageMayHaveParametersInEveryPart(String image) {
    String yaml = TAG + deploy("{kind: Deployment, name: web}", "web", image);

    assertThat(Definitions.problems(yaml)).isEmpty();
  }

  @Test
  void containerCannotBeChosen() {
    assertThat(
            Definitions.problems(
                TAG + deploy("{kind: Deployment, name: web}", "${tag}", "web:${tag}")))
        .containsExactly(
            new Problem(
                "MisplacedParameter",
                "spec.action.deploy.container",
                "no parameter may stand here; write the value itself."));
  }

  @Test
  void accountCannotBeChosen() {
    assertThat(Definitions.problems(RESTART + "\nserviceAccountName: '${tag}'"))
        .containsExactly(
            new Problem(
                "MisplacedParameter",
                "spec.serviceAccountName",
                "no parameter may stand here; write the value itself."));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{name: tag, pattern: '(?=x)'} | InvalidPattern | spec.parameters[0].pattern"
            + " | RE2 does not take it: invalid or unsupported Perl syntax. It has no lookaround and no"
            + " back references.",
        "{name: tag, pattern: '((a{1000}){1000}){1000}'} | InvalidPattern"
            + " | spec.parameters[0].pattern | RE2 does not take it: its repetitions expand to more"
            + " than 2000 parts. It has no lookaround and no back references.",
        "{name: tag, type: integer, pattern: '1'} | InvalidParameter | spec.parameters[0].pattern"
            + " | only a parameter of type string can have a pattern.",
        "{name: tag, values: [a]} | InvalidParameter | spec.parameters[0].values"
            + " | only a parameter of type enum can list values.",
        "{name: tag, type: enum} | InvalidParameter | spec.parameters[0].values"
            + " | an enum must list its values.",
        "{name: tag, type: enum, values: ['a\\u200b']} | InvalidParameter"
            + " | spec.parameters[0].values | tag contains the character U+200B ZERO WIDTH SPACE,"
            + " which arguments may not have. Type it anew.",
        "{name: tag, min: 1} | InvalidParameter | spec.parameters[0]"
            + " | min and max are for the types integer and quantity only.",
        "{name: tag, type: integer, min: 2, max: 1} | InvalidParameter | spec.parameters[0].min"
            + " | min is greater than max.",
        "{name: tag, type: integer, default: x} | InvalidParameter | spec.parameters[0].default"
            + " | tag must be a whole number, not \"x\".",
        "{name: tag, pattern: '[a-z]+', default: '1'} | InvalidParameter"
            + " | spec.parameters[0].default | tag must match [a-z]+ (for example 1), not \"1\".",
        "{name: tag, type: enum, values: [a], default: b} | InvalidParameter"
            + " | spec.parameters[0].default | tag must be one of a, not \"b\".",
        "{name: tag, examples: ['a b']} | InvalidParameter | spec.parameters[0].examples"
            + " | tag may have letters, digits and . _ - : / @ only, not \"a b\".",
      })
  void parameterThatContradictsItselfIsRefused(
      String parameter, String reason, String place, String message) {
    assertThat(Definitions.problems("parameters: [" + escaped(parameter) + "]\n" + RESTART))
        .containsExactly(new Problem(reason, place, message));
  }

  /// YAML reads an escape in double quotes only.
  private static String escaped(String yaml) {
    return yaml.replace("'a\\u200b'", "\"a\\u200b\"");
  }

  @Test
  void twoParametersOfOneNameAreRefused() {
    assertThat(Definitions.problems("parameters: [{name: tag}, {name: tag}]\n" + RESTART))
        .containsExactly(
            new Problem(
                "InvalidParameter",
                "spec.parameters[1].name",
                "two parameters have this name; give one another name."));
  }

  @Test
  void fieldThatIsNotObeyedIsNotAccepted() {
    assertThat(Definitions.problems(RESTART + "\nonFailure: Rollback"))
        .containsExactly(
            new Problem(
                "NotSupported",
                "spec.onFailure",
                "this version puts back the image of a deploy only; remove Rollback."));
  }

  @Test
  void aLimitThatWouldCountNothingIsNotAccepted() {
    String show = "action: {show: {target: {kind: Deployment, name: web}}}\nlimits: ";

    assertThat(
            Definitions.problems(
                show
                    + "[{per: Command, count: 1, window: 1h}, {per: Target, count: 1, window: 1h}]"))
        .containsExactly(
            new Problem(
                "NotSupported",
                "spec.limits[1].per",
                "what only looks is not counted by its target; give Requester or Command."));
    assertThat(Definitions.problems(show + "[{per: Requester, count: 1, window: 1h}]")).isEmpty();
    assertThat(Definitions.problems(RESTART + "\nlimits: [{per: Target, count: 1, window: 1h}]"))
        .isEmpty();
  }

  @Test
  void fieldsThatAreObeyedAreAccepted() {
    assertThat(
            Definitions.problems(
                RESTART
                    + """

                    approval: {count: 2, expiresAfter: 1h}
                    freeze: Ignore
                    limits: [{per: Requester, count: 5, window: 1h}]
                    channels: [prod]
                    direct: false
                    reasonRequired: true
                    links: [{title: Runbook, url: "https://example.com"}]
                    gitOps: Override
                    freeze: Respect
                    onFailure: Leave
                    reply: Requester
                    timeout: 24h
                    startWithin: 1s
                    ttlAfterFinished: 1h
                    historyLimit: 1
                    """))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "timeout: 0s | spec.timeout | must be between 1s and 24h, not 0s.",
        "timeout: 24h1s | spec.timeout | must be between 1s and 24h, not 24h1s.",
        "timeout: soon | spec.timeout | must be a span of time such as 1h30m or 90s.",
        "startWithin: 0m | spec.startWithin | must be at least 1s, not 0s.",
        "ttlAfterFinished: 59m | spec.ttlAfterFinished | must be at least 1h, not 59m.",
      })
  void spanOfTimeIsBounded(String yaml, String place, String message) {
    assertThat(Definitions.problems(RESTART + "\n" + yaml))
        .containsExactly(new Problem("InvalidTimespan", place, message));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "help",
        "list",
        "status",
        "history",
        "approve",
        "deny",
        "cancel",
        "explain",
        "whoami",
        "help-me",
        "status-web",
      })
  void builtInWordCannotBeTheFirstOfAName(String name) {
    assertThat(Definitions.problems(name, RESTART))
        .containsExactly(
            new Problem(
                "ReservedWord",
                "metadata.name",
                "\"%s\" is a built-in word of the chat; begin with another word."
                    .formatted(name.replaceFirst("-.*", ""))));
  }

  @Test
  void builtInWordCannotBeTheFirstOfAnAlias() {
    assertThat(Definitions.problems(RESTART + "\naliases: [ship web, cancel web]"))
        .extracting(Problem::sentence)
        .containsExactly(
            "spec.aliases[1]: \"cancel\" is a built-in word of the chat; begin with another word.");
    assertThat(Definitions.problems(RESTART + "\naliases: [web status, helpful]")).isEmpty();
  }

  @Test
  void everyProblemIsReportedInOneGo() {
    assertThat(
            Definitions.problems(
                "list",
                "action: {}\nparameters: [{name: a, type: enum}]\nonFailure: Rollback\ntimeout: 0s\n"
                    + "rules: [{expression: x, message: m}]"))
        .extracting(Problem::reason)
        .containsExactly(
            "ReservedWord",
            "InvalidParameter",
            "InvalidAction",
            "InvalidRule",
            "NotSupported",
            "InvalidTimespan");
  }

  @Test
  void definitionWithoutActionIsRefused() {
    AllowedCommandSpec empty = Definitions.spec("{}");

    assertThat(Definition.compile("deploy-web", empty)).isInstanceOf(Compiled.Unusable.class);
  }
}
