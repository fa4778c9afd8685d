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
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The operator is killed by SIGKILL while it patches: the change, which would be seen if it were
/// made twice, is made once, or people read that nobody can tell.
class PatchKillIT {

  @RegisterExtension final OperatorProcesses operators = new OperatorProcesses();

  @BeforeAll
  static void knowTheKinds() {
    GitOpsKinds.install();
  }

  @Test
  void aChangeIsMadeOnceWhereverItsOperatorDies() {
    try (FaultyProxy proxy = FaultyProxy.toApiServer()) {
      OperatorProcess first = operators.start("first", proxy);
      List<Moment> moments = Moment.all();
      List<ForeignObject> objects = moments.stream().map(moment -> kustomization()).toList();
      List<FaultyProxy.Hold> holds = new ArrayList<>();
      for (int i = 0; i < moments.size(); i++) {
        holds.add(proxy.hold(objects.get(i).shop().namespace(), moments.get(i)));
      }
      first.awaitReady();
      objects.forEach(object -> object.shop().awaitJudged("insert", "Ready"));
      objects.forEach(object -> object.shop().ask("once", "insert", ""));
      holds.forEach(FaultyProxy.Hold::awaitReached);

      first.kill();
      operators.start("next").awaitReady();

      for (int i = 0; i < moments.size(); i++) {
        assertThatCommand(objects.get(i).shop().namespace(), "once").ends(Reason.COMPLETED);
        assertThat(objects.get(i).read().<List<String>>get("spec", "components"))
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

  /// With a command that inserts into a list, and one that sets an annotation.
  private static ForeignObject kustomization() {
    Workshop shop = Workshop.open();
    shop.namespace().applyExample("infrastructure");
    define(shop, "insert", "json: [{op: add, path: /spec/components/0, value: new}]");
    define(shop, "annotate", "merge: {metadata: {annotations: {shop.example/a: b}}}");
    return ForeignObject.made(
        shop,
        """
        apiVersion: kustomize.toolkit.fluxcd.io/v1
        kind: Kustomization
        metadata: {name: shop}
        spec: {path: ./shop, components: [old]}
        """);
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
