package dev.chatops.action.template;

import static dev.chatops.action.Given.json;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PodTemplateTest {

  private static final PodTemplate TEMPLATE =
      template(
          """
          spec:
            initContainers: [{name: init, image: 'acme/init:1'}]
            containers: [{name: web, image: 'acme/web:1'}, {name: log, image: 'acme/log:1'}]
            volumes: [{name: tmp, emptyDir: {}}]
          """);

  @Test
  void listsContainersInTheOrderInWhichTheyRun() {
    assertThat(TEMPLATE.containers())
        .extracting(Container::name, c -> c.pointer("image"))
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                "init", "/spec/template/spec/initContainers/0/image"),
            org.assertj.core.groups.Tuple.tuple("web", "/spec/template/spec/containers/0/image"),
            org.assertj.core.groups.Tuple.tuple("log", "/spec/template/spec/containers/1/image"));
    assertThat(template("spec: {}").containers()).isEmpty();
  }

  @Test
  void fingerprintIsTheSameInEveryVersionOfThisProgram() {
    // Status of a running command holds it: a change of this value would orphan what runs during an
    // upgrade.
    assertThat(template("{b: [1, {c: null}], a: x}").fingerprint())
        .isEqualTo(template("{a: x, b: [1, {}]}").fingerprint())
        .isEqualTo("212b619222c63a4173f8ea56a5189ab3b60d9388c209ae9de8ee06a431db8c64");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{a: 1, b: 2} | {b: 2, a: 1} | true",
        "{a: 1, b: null} | {a: 1} | true",
        "{metadata: {creationTimestamp: null, x: 1}} | {metadata: {x: 1}} | true",
        "{a: {}} | {} | false",
        "{a: [1, 2]} | {a: [2, 1]} | false",
        "{a: '1'} | {a: 1} | false",
        "{a: ''} | {} | false",
      })
  void onlyTheOrderOfMembersAndNullsDoNotCount(String one, String other, boolean same) {
    assertThat(template(one).sameAs(template(other))).isEqualTo(same);
  }

  private static PodTemplate template(String yaml) {
    return new PodTemplate(json(yaml));
  }
}
