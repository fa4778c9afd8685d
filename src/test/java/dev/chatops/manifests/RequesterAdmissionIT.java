package dev.chatops.manifests;

import static dev.chatops.testing.Refusal.forbidden;
import static dev.chatops.testing.Refusal.invalid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.api.v1alpha1.UserInfo;
import dev.chatops.testing.Cluster;
import dev.chatops.testing.Refusal;
import dev.chatops.testing.TestNamespace;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Nobody can ask in the name of somebody else, or for what they may not run.
class RequesterAdmissionIT {

  private static final String GROUPS_REFUSED =
      "spec.requester.groups must be exactly yours: those that kubectl auth whoami prints";

  private final TestNamespace shop = Cluster.namespace();
  private final KubernetesClient alice = Cluster.as("alice", "devs");

  @BeforeEach
  void aliceMayScale() {
    shop.grant("alice", "chatops-requester");
    shop.allow("alice", "run", "allowedcommands", "scale-web");
  }

  @Test
  void requesterIsStampedWhenItIsAbsent() {
    create(alice, "args: {replicas: 5}");

    assertThat(requester())
        .isEqualTo(new UserInfo("alice", null, List.of("devs", "system:authenticated"), null));
    assertThat(stored().getSpec().arguments().get("replicas").getIntVal()).isEqualTo(5);
  }

  @Test
  void uidOfAServiceAccountIsStampedAndItsCredentialsAreNot() {
    String user = shop.serviceAccount("pipeline");
    shop.grant(user, "chatops-requester");
    shop.allow(user, "run", "allowedcommands", "scale-web");

    create(Cluster.asServiceAccount(shop.name(), "pipeline"), "");

    String uid =
        Cluster.admin()
            .serviceAccounts()
            .inNamespace(shop.name())
            .withName("pipeline")
            .get()
            .getMetadata()
            .getUid();
    assertThat(requester().username()).isEqualTo(user);
    assertThat(requester().uid()).isEqualTo(uid);
    assertThat(requester().extra()).isNull();
  }

  @Test
  void extraIsStampedWithoutCredentials() {
    var web =
        Cluster.impersonating(
            "alice",
            List.of("system:authenticated"),
            Map.of(
                "example.com/team", List.of("web", "cart"),
                "authentication.kubernetes.io/credential-id", List.of("JTI=1")));

    create(web, "");

    assertThat(requester().extra()).isEqualTo(Map.of("example.com/team", List.of("web", "cart")));
  }

  @Test
  void ownRequesterMayBeWrittenOut() {
    create(alice, "requester: {username: alice, groups: ['system:authenticated', devs]}");

    assertThat(requester().username()).isEqualTo("alice");
  }

  @Test
  void nobodyAsksInTheNameOfSomebodyElse() {
    assertThat(refusalOf("requester: {username: bob, groups: [devs, 'system:authenticated']}"))
        .isEqualTo(
            forbidden(
                "chatcommands",
                "spec.requester.username must be alice: nobody can ask in the name of somebody"
                    + " else"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[devs, 'system:authenticated', 'system:masters']",
        "[devs]",
        "['system:authenticated', admins]",
        "[]"
      })
  void groupsAreNeitherAddedNorLeftOut(String groups) {
    assertThat(refusalOf("requester: {username: alice, groups: " + groups + "}"))
        .isEqualTo(forbidden("chatcommands", GROUPS_REFUSED));
  }

  @Test
  void groupsAreNotLeftOutAltogether() {
    assertThat(refusalOf("requester: {username: alice}"))
        .isEqualTo(forbidden("chatcommands", GROUPS_REFUSED));
  }

  @Test
  void whoHasNoUidCannotClaimOne() {
    assertThat(
            refusalOf(
                "requester: {username: alice, uid: '1', groups: [devs, 'system:authenticated']}"))
        .isEqualTo(
            forbidden(
                "chatcommands",
                "spec.requester.uid must be yours: what kubectl auth whoami prints, or absent where"
                    + " it prints none"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "uid: '1', "})
  void uidOfAServiceAccountIsNeitherLeftOutNorForged(String uid) {
    String user = shop.serviceAccount("pipeline");
    shop.grant(user, "chatops-requester");
    var pipeline = Cluster.asServiceAccount(shop.name(), "pipeline");

    assertThat(
            Refusal.of(
                () -> create(pipeline, "requester: {%susername: '%s'}".formatted(uid, user))))
        .isEqualTo(
            forbidden(
                "chatcommands",
                "spec.requester.uid must be yours: what kubectl auth whoami prints, or absent where"
                    + " it prints none"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{example.com/team: [admins]}",
        "{authentication.kubernetes.io/credential-id: [JTI=1]}"
      })
  void extraIsNotForged(String extra) {
    assertThat(
            refusalOf(
                "requester: {username: alice, groups: [devs, 'system:authenticated'], extra: %s}"
                    .formatted(extra)))
        .isEqualTo(
            forbidden(
                "chatcommands",
                "spec.requester.extra must be yours: what kubectl auth whoami prints, without keys"
                    + " under authentication.kubernetes.io/"));
  }

  @Test
  void extraIsNotLeftOut() {
    var scoped =
        Cluster.impersonating(
            "alice", List.of("system:authenticated"), Map.of("example.com/scope", List.of("read")));

    Refusal refusal =
        Refusal.of(
            () -> create(scoped, "requester: {username: alice, groups: ['system:authenticated']}"));

    assertThat(refusal.sentence()).startsWith("spec.requester.extra must be yours");
  }

  @Test
  void originIsNotTyped() {
    assertThat(refusalOf("origin: " + Chat.ORIGIN))
        .isEqualTo(
            forbidden("chatcommands", "spec.origin is set by the chat gateway only: leave it out"));
  }

  @Test
  void theRightToRunIsNeeded() {
    assertThat(Refusal.of(() -> shop.create(alice, Chat.command("mine", "deploy-web", ""))))
        .isEqualTo(
            forbidden(
                "chatcommands",
                "alice may not run deploy-web in %s: this needs the verb run on allowedcommands/deploy-web"
                    .formatted(shop.name())));
  }

  @Test
  void explainNeedsNoRightToRun() {
    shop.create(alice, Chat.command("mine", "deploy-web", "mode: Explain"));

    assertThat(requester().username()).isEqualTo("alice");
  }

  @Test
  void dryRunNeedsTheRightToRun() {
    assertThat(
            Refusal.of(() -> shop.create(alice, Chat.command("mine", "deploy-web", "mode: DryRun")))
                .sentence())
        .startsWith("alice may not run deploy-web");
  }

  @Test
  void namesOfTheGatewayAreReserved() {
    assertThat(Refusal.of(() -> shop.create(alice, Chat.command("cc-1", "scale-web", ""))))
        .isEqualTo(
            forbidden(
                "chatcommands",
                "names that start with cc- are for the chat gateway: choose another"));
  }

  @Test
  void namesOfTheGatewayAreNotGeneratedEither() {
    String yaml = Chat.command("cc-", "scale-web", "").replace("name: cc-", "generateName: cc-");

    assertThat(Refusal.of(() -> shop.create(alice, yaml)).sentence())
        .isEqualTo("names that start with cc- are for the chat gateway: choose another");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ", reason: ' '"})
  void overridingAFreezeNeedsAReason(String reason) {
    assertThat(Refusal.of(() -> create(alice, "{overrideFreeze: true" + reason + "}")))
        .isEqualTo(
            invalid(
                "chatcommands", "spec.overrideFreeze needs spec.reason: say why this cannot wait"));
  }

  @Test
  void fiveHundredAndTwelveGroupsAreCompared() {
    List<String> groups =
        IntStream.range(0, 511).mapToObj(i -> "a-team-with-a-name-of-some-length-" + i).toList();

    create(Cluster.impersonating("alice", groups, Map.of()), "");

    assertThat(requester().groups()).hasSize(512).containsAll(groups);
  }

  private void create(KubernetesClient by, String spec) {
    shop.create(by, Chat.command("mine", "scale-web", spec));
  }

  private Refusal refusalOf(String spec) {
    return Refusal.of(() -> create(alice, spec));
  }

  private ChatCommand stored() {
    return shop.command("mine");
  }

  private UserInfo requester() {
    return stored().getSpec().requester();
  }
}
