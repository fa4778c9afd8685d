package dev.chatops.intake.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.api.v1alpha1.Decision;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BuiltInsTest {
  private static final String NAME = "cc-0123456789abcdefghijklmnop";
  private static final Vocabulary UNDER_CARD =
      new Vocabulary(new Place(Set.of("shop"), "shop", true, Set.of("7f3kq", "lgtmx")), Talk.SHOP);

  static List<Arguments> words() {
    return List.of(
        Arguments.of("help", new Request.Help(null)),
        Arguments.of("HELP", new Request.Help(null)),
        Arguments.of("`help`", new Request.Help(null)),
        Arguments.of("help deploy web", new Request.Help("deploy-web")),
        Arguments.of("help ship-web 1.4.2", new Request.Help("deploy-web")),
        Arguments.of("help Approve", new Request.Help("approve")),
        Arguments.of("list", new Request.Commands()),
        Arguments.of("Whoami", new Request.WhoAmI()),
        Arguments.of("status #7f3k", new Request.Status("7f3k")),
        Arguments.of("status 7F3K", new Request.Status("7f3k")),
        Arguments.of("status deploy-web-x7k2p", new Request.Status("deploy-web-x7k2p")),
        Arguments.of("status " + NAME, new Request.Status(NAME)),
        Arguments.of("history", new Request.History(10)),
        Arguments.of("history 25", new Request.History(25)),
        Arguments.of("approve #7f3k", new Request.Decide(Decision.APPROVE, "7f3k", null)),
        Arguments.of(
            "Approve #7f3k it’s \"fine\"",
            new Request.Decide(Decision.APPROVE, "7f3k", "it's \"fine\"")),
        Arguments.of(
            "deny 7f3k --dry-run in shop",
            new Request.Decide(Decision.DENY, "7f3k", "--dry-run in shop")),
        Arguments.of("cancel #7f3k", new Request.Decide(Decision.CANCEL, "7f3k", null)));
  }

  @ParameterizedTest
  @MethodSource("words")
  void builtInWordsAreRead(String line, Request request) {
    assertThat(Talk.read(line)).isEqualTo(request);
  }

  static List<Arguments> wordsUnderACard() {
    return List.of(
        Arguments.of("status", new Request.Status(null)),
        Arguments.of("approve", new Request.Decide(Decision.APPROVE, null, null)),
        Arguments.of("approve thanks", new Request.Decide(Decision.APPROVE, null, "thanks")),
        Arguments.of("deny not today", new Request.Decide(Decision.DENY, null, "not today")),
        Arguments.of("approve #abcd", new Request.Decide(Decision.APPROVE, "abcd", null)),
        Arguments.of("approve 7f3k ok", new Request.Decide(Decision.APPROVE, "7f3k", "ok")),
        Arguments.of("approve lgtm", new Request.Decide(Decision.APPROVE, "lgtm", null)),
        Arguments.of("approve lgt", new Request.Decide(Decision.APPROVE, null, "lgt")),
        Arguments.of("cancel " + NAME, new Request.Decide(Decision.CANCEL, NAME, null)));
  }

  @ParameterizedTest
  @MethodSource("wordsUnderACard")
  void underACardTheIdMayBeLeftOut(String line, Request request) {
    assertThat(Talk.read(UNDER_CARD, line)).isEqualTo(request);
  }

  @Test
  void elsewhereTheIdMayNotBeLeftOut() {
    assertThat(List.of("approve", "deny", "cancel", "status"))
        .allSatisfy(line -> assertThat(Talk.unclear(line).cause()).isEqualTo(Cause.BAD_ID));
  }

  @Test
  void helpOffersOnlyWhatThePersonMayRun() {
    var vocabulary =
        new Vocabulary(
            Talk.place("shop", "shop"), List.of(new Command("shop", Talk.DEPLOY_WEB, false)));

    assertThat(Talk.unclear(vocabulary, "help deploy web").cause())
        .isEqualTo(Cause.UNKNOWN_COMMAND);
    assertThat(Talk.unclear("help deploy wbe").offers()).containsExactly("deploy-web <tag>");
  }
}
