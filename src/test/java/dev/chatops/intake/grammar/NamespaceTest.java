package dev.chatops.intake.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Several namespaces in one place: nothing runs where nobody meant it to.
class NamespaceTest {

  private static final List<Command> BOTH = both();

  private static List<Command> both() {
    var both = new ArrayList<>(Talk.commands("shop", Talk.DEPLOY_WEB, Talk.SCALE_WEB, Talk.DRAIN));
    both.addAll(Talk.commands("pay", Talk.DEPLOY_WEB, Talk.RESTART_WEB));
    return both;
  }

  private static final Vocabulary TWO = new Vocabulary(Talk.place("shop", "shop", "pay"), BOTH);

  @Test
  void namedNamespaceCounts() {
    assertThat(Talk.run(TWO, "deploy web 1.4.2 in pay")).isEqualTo("deploy-web tag=1.4.2 in pay");
  }

  @Test
  void defaultCountsForWhatOnlyItHas() {
    assertThat(Talk.run(TWO, "scale web 2")).isEqualTo("scale-web replicas=2 in shop");
  }

  @Test
  void defaultNeverCountsForWhatAnotherNamespaceHasToo() {
    assertThat(Talk.choice(TWO, "deploy web 1.4.2 --notify because x").offers())
        .containsExactly(
            "deploy-web tag=1.4.2 in shop --notify because x",
            "deploy-web tag=1.4.2 in pay --notify because x");
  }

  @Test
  void namespaceIsAskedForBeforeWhatIsMissing() {
    assertThat(Talk.choice(TWO, "deploy web").offers())
        .containsExactly("deploy-web in shop", "deploy-web in pay");
  }

  @Test
  void defaultNeverCountsForWhatNeedsAnApproval() {
    assertThat(Talk.choice(TWO, "drain because x").offers())
        .containsExactly("drain in shop because x");
  }

  @Test
  void onlyNamespaceOfAChannelCountsForWhatNeedsAnApproval() {
    assertThat(Talk.run("drain because x")).isEqualTo("drain in shop because x");
  }

  @Test
  void otherNamespaceIsNeverGuessed() {
    assertThat(Talk.choice(TWO, "restart web").offers()).containsExactly("restart-web in pay");
  }

  @Test
  void namespaceWhereThePersonMayNotRunItIsNoChoice() {
    var commands = new ArrayList<>(Talk.commands("shop", Talk.DEPLOY_WEB));
    commands.add(new Command("pay", Talk.DEPLOY_WEB, false));
    var vocabulary = new Vocabulary(Talk.place("shop", "shop", "pay"), commands);

    assertThat(Talk.run(vocabulary, "deploy web 1.4.2")).endsWith(" in shop");
    assertThat(Talk.run(vocabulary, "deploy web 1.4.2 in pay")).endsWith(" in pay");
  }

  @Test
  void directMessageAlwaysNamesTheNamespace() {
    var direct = new Vocabulary(Talk.place(null, "shop"), Talk.SHOP);

    assertThat(Talk.choice(direct, "restart web").offers()).containsExactly("restart-web in shop");
    assertThat(Talk.run(direct, "restart web in shop")).isEqualTo("restart-web in shop");
  }

  @Test
  void commandOfAnotherNamespaceSaysWhereItIs() {
    Misunderstanding.Unclear unclear = Talk.unclear(TWO, "restart web in shop");

    assertThat(unclear.cause()).isEqualTo(Cause.NOT_IN_NAMESPACE);
    assertThat(unclear.message())
        .isEqualTo("restart-web is not in shop but in pay: ask for it there.");
    assertThat(unclear.at()).isEqualTo(15);
    assertThat(unclear.offers()).containsExactly("restart-web in pay");
  }

  @Test
  void commandsOfNamespacesThatAreNotBoundAreNotKnown() {
    var vocabulary = new Vocabulary(Talk.place("shop", "shop"), BOTH);

    assertThat(Talk.unclear(vocabulary, "restart web").cause()).isEqualTo(Cause.UNKNOWN_COMMAND);
  }

  @Test
  void longestMatchWinsWhereTheShorterCouldNotBeMeant() {
    var vocabulary = rivals();

    assertThat(Talk.run(vocabulary, "deploy api 1.4.2"))
        .isEqualTo("deploy service=api tag=1.4.2 in shop");
    assertThat(Talk.unclear(vocabulary, "deploy web latest").cause()).isEqualTo(Cause.BAD_VALUE);
  }

  @Test
  void whatCanBeReadInTwoWaysIsAsked() {
    var vocabulary = rivals();

    assertThat(Talk.choice(vocabulary, "deploy web 1.4.2").offers())
        .containsExactly("deploy-web tag=1.4.2 in shop", "deploy service=web tag=1.4.2 in shop")
        .allSatisfy(offer -> assertThat(Talk.run(vocabulary, offer)).isEqualTo(offer));
    assertThat(Talk.run(vocabulary, "deploy-web 1.4.2")).startsWith("deploy-web ");
    assertThat(Talk.run(vocabulary, "deploy \"web\" 1.4.2")).startsWith("deploy service=web ");
  }

  @Test
  void whatThePersonMayNotRunIsNoChoice() {
    var commands = new ArrayList<>(Talk.commands("shop", Talk.DEPLOY_ANY));
    commands.add(new Command("shop", Talk.DEPLOY_WEB, false));
    var vocabulary = new Vocabulary(Talk.place("shop", "shop"), commands);

    assertThat(Talk.choice(vocabulary, "deploy web 1.4.2").offers())
        .containsExactly("deploy service=web tag=1.4.2 in shop");
  }

  @Test
  void namespaceOfWhatThePersonMayNotRunIsNeitherGuessedNorOffered() {
    var vocabulary =
        new Vocabulary(
            Talk.place(null, "shop", "pay"), List.of(new Command("shop", Talk.RESTART_WEB, false)));
    Misunderstanding.Unclear unclear = Talk.unclear(vocabulary, "restart web");

    assertThat(unclear.cause()).isEqualTo(Cause.MISSING_NAMESPACE);
    assertThat(unclear.message()).isEqualTo("Say where: add in and a namespace.");
    assertThat(unclear.offers()).isEmpty();
  }

  @Test
  void everyReadingIsOfferedWhereTheNamespaceIsOpenToo() {
    var commands = new ArrayList<>(Talk.commands("shop", Talk.DEPLOY_WEB));
    commands.addAll(Talk.commands("pay", Talk.DEPLOY_ANY));
    var vocabulary = new Vocabulary(Talk.place(null, "shop", "pay"), commands);

    assertThat(Talk.choice(vocabulary, "deploy web 1.4.2").offers())
        .containsExactly("deploy-web tag=1.4.2 in shop", "deploy service=web tag=1.4.2 in pay");
    assertThat(Talk.run(vocabulary, "deploy web 1.4.2 in pay"))
        .isEqualTo("deploy service=web tag=1.4.2 in pay");
  }

  private static Vocabulary rivals() {
    return new Vocabulary(
        Talk.place("shop", "shop"), Talk.commands("shop", Talk.DEPLOY_WEB, Talk.DEPLOY_ANY));
  }
}
