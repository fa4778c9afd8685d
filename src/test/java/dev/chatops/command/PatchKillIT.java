package dev.chatops.command;

import static dev.chatops.testing.AwaitedCommand.assertThatCommand;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.api.v1alpha1.Reason;
import dev.chatops.testing.FaultyProxy;
import dev.chatops.testing.GitOpsKinds;
import dev.chatops.testing.Moment;
import dev.chatops.testing.Moment.Side;
import dev.chatops.testing.Moment.Write;
import dev.chatops.testing.OperatorProcess;
import dev.chatops.testing.OperatorProcesses;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The operator is killed by SIGKILL while it patches: the change, which would be seen if it were
/// made twice, is made once, or people read that nobody can tell.
class PatchKillIT {

  /// What a command inserts into.
  private static final Map<String, String[]> CHANGED =
      Map.of(
          "insert", new String[] {"spec", "components"},
          "order", new String[] {"status", "orders"});

  @RegisterExtension final OperatorProcesses operators = new OperatorProcesses();

  @BeforeAll
  static void knowTheKinds() {
    GitOpsKinds.install();
  }

  @ParameterizedTest
  @ValueSource(strings = {"insert", "order"})
  void aChangeIsMadeOnceWhereverItsOperatorDies(String command) {
    try (FaultyProxy proxy = FaultyProxy.toApiServer()) {
      OperatorProcess first = operators.start("first", proxy);
      List<Moment> moments = Moment.all();
      List<ForeignObject> objects = moments.stream().map(moment -> kustomization()).toList();
      List<FaultyProxy.Hold> holds = new ArrayList<>();
      for (int i = 0; i < moments.size(); i++) {
        holds.add(proxy.hold(objects.get(i).shop().namespace(), moments.get(i)));
      }
      first.awaitReady();
      objects.forEach(object -> object.shop().awaitJudged(command, "Ready"));
      objects.forEach(object -> object.shop().ask("once", command, ""));
      holds.forEach(FaultyProxy.Hold::awaitReached);

      first.kill();
      operators.start("next").awaitReady();

      for (int i = 0; i < moments.size(); i++) {
        assertThatCommand(objects.get(i).shop().namespace(), "once").ends(Reason.COMPLETED);
        assertThat(objects.get(i).read().<List<String>>get((Object[]) CHANGED.get(command)))
            .as(moments.get(i).toString())
            .containsExactly("new", "old");
      }
    }
  }

  /// Its generation did not move, so that its absence proves nothing once somebody wrote.
  @Test
  void anAnnotationThatIsMissingAfterAnotherWroteIsNotSetAgain() {
    try (FaultyProxy proxy = FaultyProxy.toApiServer()) {
      OperatorProcess first = operators.start("first", proxy);
      ForeignObject object = kustomization();
      var hold =
          proxy.hold(object.shop().namespace(), new Moment(Write.EFFECT, Side.AFTER_STORING));
      first.awaitReady();
      object.shop().awaitJudged("annotate", "Ready");
      object.shop().ask("once", "annotate", "");
      hold.awaitReached();
      first.kill();
      object.edit("metadata: {annotations: null}");

      operators.start("next").awaitReady();

      assertThatCommand(object.shop().namespace(), "once")
          .ends(Reason.OUTCOME_UNKNOWN)
          .saying(
              "It cannot be told whether the change was made: kustomization/shop was changed by"
                  + " fabric8-kubernetes-client and carries no mark. Nothing is repeated; look at kustomization/shop"
                  + " and decide.");
      assertThat(object.read().getMetadata().getAnnotations()).isEmpty();
    }
  }

  /// Its controller may have carried out the order, or never have seen it.
  @ParameterizedTest
  @EnumSource(Side.class)
  void anOrderInAStatusThatWasWrittenOverIsNotGivenAgain(Side side) {
    try (FaultyProxy proxy = FaultyProxy.toApiServer()) {
      OperatorProcess first = operators.start("first", proxy);
      ForeignObject object = kustomization();
      var hold = proxy.hold(object.shop().namespace(), new Moment(Write.EFFECT, side));
      first.awaitReady();
      object.shop().awaitJudged("order", "Ready");
      object.shop().ask("once", "order", "");
      hold.awaitReached();
      first.kill();
      object.says("orders: [done]");

      operators.start("next").awaitReady();

      assertThatCommand(object.shop().namespace(), "once").ends(Reason.OUTCOME_UNKNOWN);
      assertThat(object.read().<List<String>>get("status", "orders")).containsExactly("done");
    }
  }

  @Test
  void anAnnotationThatWasNeverSetIsSet() {
    try (FaultyProxy proxy = FaultyProxy.toApiServer()) {
      OperatorProcess first = operators.start("first", proxy);
      ForeignObject object = kustomization();
      var hold =
          proxy.hold(object.shop().namespace(), new Moment(Write.EFFECT, Side.BEFORE_SENDING));
      first.awaitReady();
      object.shop().awaitJudged("annotate", "Ready");
      object.shop().ask("once", "annotate", "");
      hold.awaitReached();
      first.kill();

      operators.start("next").awaitReady();

      assertThatCommand(object.shop().namespace(), "once").ends(Reason.COMPLETED);
      assertThat(object.read().getMetadata().getAnnotations()).containsEntry("shop.example/a", "b");
    }
  }

  /// With commands that insert into a list of the spec and of the status, and one that sets an
  /// annotation.
  private static ForeignObject kustomization() {
    Workshop shop = Workshop.open();
    shop.namespace().applyExample("infrastructure");
    define(shop, "insert", "json: [{op: add, path: /spec/components/0, value: new}]");
    define(shop, "annotate", "merge: {metadata: {annotations: {shop.example/a: b}}}");
    define(
        shop,
        "order",
        "json: [{op: add, path: /status/orders/0, value: new}]\n    subresource: status");
    shop.namespace()
        .allow(
            "system:serviceaccount:" + shop.name() + ":chatops-runner",
            new PolicyRuleBuilder()
                .withApiGroups("kustomize.toolkit.fluxcd.io")
                .withResources("kustomizations/status")
                .withResourceNames("shop")
                .withVerbs("patch")
                .build());
    ForeignObject object =
        ForeignObject.made(
            shop,
            """
            apiVersion: kustomize.toolkit.fluxcd.io/v1
            kind: Kustomization
            metadata: {name: shop}
            spec: {path: ./shop, components: [old]}
            """);
    object.says("orders: [old]");
    return object;
  }

  private static void define(Workshop shop, String name, String change) {
    shop.define(
        name,
        """
        action:
          patch:
            target: {apiVersion: kustomize.toolkit.fluxcd.io/v1, kind: Kustomization, name: shop}
            %s
        """
            .formatted(change));
  }
}
