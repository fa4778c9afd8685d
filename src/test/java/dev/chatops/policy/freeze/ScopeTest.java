package dev.chatops.policy.freeze;

import static dev.chatops.policy.freeze.Windows.nightly;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.api.v1alpha1.AllowedCommandSpec.FreezePolicy;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The attempt is always `deploy-web`, action `deploy`, in a namespace with `env: prod, tier: web`.
class ScopeTest {
  private static final Map<String, String> LABELS = Map.of("env", "prod", "tier", "web");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          message: everything                                                              | true
          commands: [deploy-web]                                                           | true
          commands: [deploy-*]                                                             | true
          commands: ['*']                                                                  | true
          commands: [deploy-web-*]                                                         | false
          commands: [deploy]                                                               | false
          commands: [restart-*, deploy-w*]                                                 | true
          commands: []                                                                     | true
          actions: [deploy]                                                                | true
          actions: [scale, restart]                                                        | false
          commands: [restart-*], actions: [deploy]                                         | false
          namespaceSelector: {}                                                            | true
          namespaceSelector: {matchLabels: {env: prod}}                                    | true
          namespaceSelector: {matchLabels: {env: prod, tier: db}}                          | false
          namespaceSelector: {matchLabels: {team: a}}                                      | false
          namespaceSelector: {matchExpressions: [{key: env, operator: In, values: [prod, test]}]}  | true
          namespaceSelector: {matchExpressions: [{key: team, operator: In, values: [a]}]}          | false
          namespaceSelector: {matchExpressions: [{key: env, operator: NotIn, values: [prod]}]}     | false
          namespaceSelector: {matchExpressions: [{key: env, operator: NotIn, values: [test]}]}     | true
          namespaceSelector: {matchExpressions: [{key: team, operator: NotIn, values: [a]}]}       | true
          namespaceSelector: {matchExpressions: [{key: env, operator: Exists}]}                    | true
          namespaceSelector: {matchExpressions: [{key: team, operator: Exists}]}                   | false
          namespaceSelector: {matchExpressions: [{key: team, operator: DoesNotExist}]}             | true
          namespaceSelector: {matchExpressions: [{key: env, operator: DoesNotExist}]}              | false
          namespaceSelector: {matchLabels: {env: prod}, matchExpressions: [{key: env, operator: DoesNotExist}]} | false
          # what cannot be understood holds for all, within what can
          namespaceSelector: {matchExpressions: [{key: env, operator: Is}]}                        | true
          namespaceSelector: {matchLabels: {env!: test}}                                           | true
          namespaceSelector: {matchLabels: {env!: test, env: test}}                                | true
          commands: ['restart-web!']                                                       | true
          commands: [restart-web, 'restart-*-web']                                         | true
          actions: [terminate]                                                             | true
          actions: [terminate], commands: [restart-*]                                      | false
          """)
  void holdsForWhatItSelects(String scope, boolean covered) {
    var attempt = new Attempt(LABELS, "deploy-web", "deploy", FreezePolicy.RESPECT);

    assertThat(nightly(scope).covers(attempt)).isEqualTo(covered);
  }

  @ParameterizedTest
  @CsvSource({
    "IGNORE,  'allowIgnore: true',                   false",
    "IGNORE,  'allowIgnore: true, actions: [dig]',   false",
    "IGNORE,  'allowIgnore: false',                  true",
    "IGNORE,  'message: nothing said',               true",
    "RESPECT, 'allowIgnore: true',                   true",
  })
  void isIgnoredOnlyWhereItAllowsThat(FreezePolicy freeze, String window, boolean covered) {
    var attempt = new Attempt(LABELS, "deploy-web", "deploy", freeze);

    assertThat(nightly(window).covers(attempt)).isEqualTo(covered);
  }
}
