package dev.chatops.action.deploy;

import static dev.chatops.action.Given.json;
import static dev.chatops.action.Given.workload;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.action.Effect;
import dev.chatops.action.Workload;
import dev.chatops.api.v1alpha1.PutBack;
import org.junit.jupiter.api.Test;

class RetreatTest {

  private static final Workload TARGET =
      workload(
          """
          kind: Deployment
          metadata:
            name: web
            uid: t-1
            generation: 8
            annotations: {chatops.dev/last-command: u-1}
          spec: {template: {spec: {containers: [{name: log, image: log:1}, {name: web, image: web:2}]}}}
          """);

  @Test
  void appliesToTheStateOfTheDeployAloneAndHasAMarkOfItsOwn() {
    var effect = Retreat.effect(TARGET, new PutBack("web", "web:1"), "u-1-rollback").orElseThrow();

    assertThat(effect).isInstanceOf(Effect.Patch.class);
    assertThat(((Effect.Patch) effect).operations())
        .isEqualTo(
            json(
                """
                - {op: test, path: /metadata/uid, value: t-1}
                - {op: test, path: /metadata/generation, value: 8}
                - {op: test, path: /metadata/annotations/chatops.dev~1last-command, value: u-1}
                - {op: add, path: /metadata/annotations/chatops.dev~1last-command, value: u-1-rollback}
                - {op: test, path: /spec/template/spec/containers/1/name, value: web}
                - {op: test, path: /spec/template/spec/containers/1/image, value: 'web:2'}
                - {op: add, path: /spec/template/spec/containers/1/image, value: 'web:1'}
                """));
  }

  @Test
  void aContainerThatIsGoneHasNothingToPutBack() {
    assertThat(Retreat.effect(TARGET, new PutBack("api", "api:1"), "u-1-rollback")).isEmpty();
  }
}
