package dev.chatops.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.chatops.api.v1alpha1.DeployAction;
import dev.chatops.api.v1alpha1.RollbackAction;
import dev.chatops.api.v1alpha1.ScaleAction;
import dev.chatops.api.v1alpha1.Target;
import io.fabric8.kubernetes.api.model.IntOrString;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BindingTest {
  private static final Definition DEPLOY =
      Definitions.usable(
          """
          parameters:
          - {name: tag, pattern: '^\\d+\\.\\d+\\.\\d+$', required: true, examples: [1.4.2]}
          - {name: env, type: enum, values: [dev, prod], default: dev}
          - {name: note}
          - {name: force, type: boolean, default: "false"}
          - {name: percent, type: integer, min: 1, max: 100}
          - {name: step, type: quantity, max: 5}
          action:
            deploy:
              target: {kind: Deployment, name: "web-${env}"}
              container: web
              image: "ghcr.io/acme/web:${tag}"
          """);

  private static final Definition SCALE =
      Definitions.usable(
          """
          parameters: [{name: replicas, type: quantity, min: 1, max: 10, required: true}]
          action: {scale: {target: {kind: Deployment, name: web}, replicas: "${replicas}"}}
          """);

  @Test
  void argumentsAreCompletedByDefaults() {
    assertThat(Definitions.bound(DEPLOY, Map.of("tag", "1.4.2")).values())
        .containsExactly(entry("env", "dev"), entry("force", "false"), entry("tag", "1.4.2"));
  }

  @Test
  void numberAndTextOfTheSameNumberAreTheSame() {
    assertThat(Definitions.bound(SCALE, Map.of("replicas", 5)))
        .isEqualTo(Definitions.bound(SCALE, Map.of("replicas", "5")))
        .isEqualTo(Definitions.bound(SCALE, Map.of("replicas", "005")));
  }

  @Test
  void argumentWithoutValueCountsAsMissing() {
    assertThat(DEPLOY.bind(Map.of("tag", new IntOrString())))
        .isEqualTo(new Binding.Misfit("Missing: tag. Usage: " + DEPLOY.usage()));
  }

  @Test
  void actionIsFilledInAndNothingElseIsTouched() {
    var arguments = Definitions.bound(DEPLOY, Map.of("tag", "1.4.2", "env", "prod"));

    assertThat(DEPLOY.action(arguments).deploy())
        .isEqualTo(
            new DeployAction(
                new Target(null, "Deployment", "web-prod"), "web", "ghcr.io/acme/web:1.4.2"));
  }

  @ParameterizedTest
  @CsvSource({"3, 3", "+2, +2", "-2, -2", "'+02', +2"})
  void quantityKeepsItsSign(String given, String filled) {
    var arguments = Definitions.bound(SCALE, Map.of("replicas", given));

    assertThat(SCALE.action(arguments).scale())
        .isEqualTo(new ScaleAction(new Target(null, "Deployment", "web"), filled, null, null));
  }

  @Test
  void revisionIsLeftOutWhenItIsNotGiven() {
    Definition rollback =
        Definitions.usable(
            """
            parameters: [{name: revision, type: integer}]
            action: {rollback: {target: {kind: Deployment, name: web}, revision: "${revision}"}}
            """);
    Target web = new Target(null, "Deployment", "web");

    assertThat(rollback.action(Definitions.bound(rollback, Map.of())).rollback())
        .isEqualTo(new RollbackAction(web, null));
    assertThat(rollback.action(Definitions.bound(rollback, Map.of("revision", 7))).rollback())
        .isEqualTo(new RollbackAction(web, "7"));
    assertThat(Definitions.misfit(rollback, Map.of("revision", 0)))
        .isEqualTo("revision must be at least 1, not \"0\".");
  }

  @Test
  void negativeNumberIsNoStepDown() {
    Definition scale =
        Definitions.usable(
            """
            parameters: [{name: replicas, type: integer, required: true}]
            action: {scale: {target: {kind: Deployment, name: web}, replicas: "${replicas}"}}
            """);

    assertThat(Definitions.misfit(scale, Map.of("replicas", -2)))
        .isEqualTo("replicas must be at least 0, not \"-2\".");
  }

  @Test
  void usageTellsWhatMustAndWhatMayBeGiven() {
    assertThat(DEPLOY.usage())
        .isEqualTo("deploy-web <tag> [env=dev] [note] [force=false] [percent] [step]");
  }

  @Test
  void missingArgumentsAreNamedWithTheUsage() {
    assertThat(Definitions.misfit(SCALE, Map.of()))
        .isEqualTo("Missing: replicas. Usage: deploy-web <replicas>");
  }

  @Test
  void unknownArgumentIsAnsweredWithTheNearestParameter() {
    assertThat(Definitions.misfit(SCALE, Map.of("replcas", 3)))
        .isEqualTo(
            "There is no parameter \"replcas\"; did you mean replicas?"
                + " Usage: deploy-web <replicas>");
    assertThat(Definitions.misfit(SCALE, Map.of("x".repeat(10_000), 3)))
        .isEqualTo(
            "There is no parameter \"" + "x".repeat(59) + "…\". Usage: deploy-web <replicas>");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "tag | v1 | tag must match ^\\d+\\.\\d+\\.\\d+$ (for example 1.4.2), not \"v1\".",
        "tag | 1.4.2-evil | tag must match ^\\d+\\.\\d+\\.\\d+$ (for example 1.4.2), not"
            + " \"1.4.2-evil\".",
        "env | prd | env must be one of dev, prod, not \"prd\".",
        "env | PROD | env must be one of dev, prod, not \"PROD\".",
        "note | two words | note may have letters, digits and . _ - : / @ only, not \"two words\".",
        "note | `` | note may have letters, digits and . _ - : / @ only, not \"\".",
        "note | a;rm | note may have letters, digits and . _ - : / @ only, not \"a;rm\".",
        "note | ${tag} | note must not contain ${: only the definition names parameters.",
        "force | yes | force must be true or false, not \"yes\".",
        "percent | many | percent must be a whole number, not \"many\".",
        "percent | 1.5 | percent must be a whole number, not \"1.5\".",
        "percent | +5 | percent must be a whole number, not \"+5\".",
        "percent | 0 | percent must be between 1 and 100, not \"0\".",
        "percent | 101 | percent must be between 1 and 100, not \"101\".",
        "percent | 99999999999999999999 | percent must be a whole number, not"
            + " \"99999999999999999999\".",
        "step | all | step must be a number, or +number or -number for a step, not \"all\".",
        "step | 6 | step must be at most 5, not \"6\".",
        "step | -6 | step must be a step of at most 5, not \"-6\".",
      })
  void valueThatDoesNotFitIsAnsweredInOneSentence(String name, String value, String sentence) {
    var given = new HashMap<>(Map.of("tag", "1.4.2"));
    given.put(name, value);

    assertThat(Definitions.misfit(DEPLOY, given)).isEqualTo(sentence);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "10  | U+000A LINE FEED (LF)",
        "0   | U+0000 NULL",
        "27  | U+001B ESCAPE",
        "160 | U+00A0 NO-BREAK SPACE",
        "173 | U+00AD SOFT HYPHEN",
        "8203 | U+200B ZERO WIDTH SPACE",
        "8238 | U+202E RIGHT-TO-LEFT OVERRIDE",
        "8232 | U+2028 LINE SEPARATOR",
        "12644 | U+3164 HANGUL FILLER",
        "65039 | U+FE0F VARIATION SELECTOR-16",
        "65279 | U+FEFF ZERO WIDTH NO-BREAK SPACE",
        "55357 | U+D83D HIGH SURROGATES D83D",
        "917569 | U+E0041 TAG LATIN CAPITAL LETTER A",
      })
  void characterThatCannotBeSeenIsNamed(int character, String name) {
    String value = "1.4.2" + Character.toString(character);

    assertThat(Definitions.misfit(DEPLOY, Map.of("tag", value)))
        .isEqualTo(
            "tag contains the character " + name + ", which arguments may not have. Type it anew.");
  }

  @Test
  void lengthIsBounded() {
    assertThat(Definitions.misfit(DEPLOY, Map.of("tag", "1.4.2", "note", "x".repeat(10_000))))
        .isEqualTo("note has 10000 characters; 1024 is the most.");
    assertThat(Definitions.bound(DEPLOY, Map.of("tag", "1.4.2", "note", "x".repeat(1024))).values())
        .containsKey("note");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.4.2@sha256:0", "5000/evil/web:1", "../../evil:1", "a:b"})
  void tagCannotBringAnotherImageWithIt(String tag) {
    Definition plain =
        Definitions.usable(
            """
            parameters: [{name: tag, required: true}]
            action: {deploy: {target: {kind: Deployment, name: web}, container: c, image: "web:${tag}"}}
            """);

    assertThat(Definitions.misfit(plain, Map.of("tag", tag)))
        .isEqualTo(
            "\"%s\" cannot be an image's tag: tag may have 128 letters, digits and . _ - at most."
                .formatted(tag));
  }

  @ParameterizedTest
  @ValueSource(strings = {"web:1", "a/b", "web@sha256:0", "WEB"})
  void partOfARepositoryCannotBringATagOrAnotherPathWithIt(String service) {
    Definition plain =
        Definitions.usable(
            """
            parameters: [{name: service, required: true}]
            action:
              deploy:
                target: {kind: Deployment, name: web}
                container: c
                image: "ghcr.io/acme/${service}:1.0"
            """);

    assertThat(Definitions.misfit(plain, Map.of("service", service)))
        .isEqualTo(
            "\"%s\" cannot be part of an image's repository: service may have a-z, 0-9 and . _ - at"
                    .formatted(service)
                + " most.");
  }
}
