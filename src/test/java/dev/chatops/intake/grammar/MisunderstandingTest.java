package dev.chatops.intake.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MisunderstandingTest {

  /// What one line in a channel with one namespace cannot show.
  private static final Set<Cause> ELSEWHERE =
      Set.of(Cause.LINK_HIDES_ADDRESS, Cause.NOT_IN_NAMESPACE, Cause.MISSING_NAMESPACE);

  private static Arguments line(
      String text, Cause cause, int at, String message, String... offers) {
    return Arguments.of(text, cause, at, message, List.of(offers));
  }

  static List<Arguments> misunderstandings() {
    String usage = "deploy-web <tag>";
    return List.of(
        line("", Cause.NOTHING_SAID, 0, "Say what to do; help tells what can be done."),
        line(" \u200b\n ", Cause.NOTHING_SAID, 0, "Say what to do; help tells what can be done."),
        line(
            "> deploy web 1.4.2",
            Cause.NOTHING_SAID,
            0,
            "Quoted text is not read: say what to do in a line without >."),
        line(
            "restart web\nrestart web",
            Cause.SEVERAL_LINES,
            11,
            "A command is one line, and here are 2: send each by itself.",
            "restart-web"),
        line(
            "```restart web```",
            Cause.CODE_BLOCK,
            0,
            "Code blocks are not read: send the command as a plain line."),
        line(
            "```\nrestart web\n```",
            Cause.CODE_BLOCK,
            0,
            "Code blocks are not read: send the command as a plain line."),
        line(
            "deploy web 1\u202e2",
            Cause.HIDDEN_CHARACTER,
            12,
            "Here stands U+202E RIGHT-TO-LEFT OVERRIDE, which nobody can see: type the line anew.",
            usage),
        line(
            "deploy web \u001b[31m1",
            Cause.HIDDEN_CHARACTER,
            11,
            "Here stands U+001B ESCAPE, which nobody can see: type the line anew.",
            usage),
        line(
            "deploy web \"1.4.2",
            Cause.UNCLOSED_QUOTE,
            11,
            "The quote \" that opens here is never closed; close it.",
            usage),
        line(
            "deploy web \"1.4.2\"3",
            Cause.STRAY_QUOTE,
            18,
            "Put a space behind the closing quote.",
            usage),
        line(
            "deploy web 1.4\".2",
            Cause.STRAY_QUOTE,
            14,
            "Put quotes around the whole argument; a quote in the middle of a word has no meaning.",
            usage),
        line(
            "deplyo web 1.4.2",
            Cause.UNKNOWN_COMMAND,
            0,
            "No command begins with \"deplyo web\"; list shows what there is.",
            usage),
        line(
            "deploy",
            Cause.UNKNOWN_COMMAND,
            0,
            "No command begins with \"deploy\"; list shows what there is.",
            usage),
        line(
            "hlep",
            Cause.UNKNOWN_COMMAND,
            0,
            "No command begins with \"hlep\"; list shows what there is.",
            "help [command]"),
        line(
            "deploy-web-1.4.2",
            Cause.UNKNOWN_COMMAND,
            0,
            "No command begins with \"deploy-web-1.4.2\"; list shows what there is.",
            usage),
        line(
            "\"deploy web\" 1.4.2",
            Cause.UNKNOWN_COMMAND,
            0,
            "A command begins with its words, without quotes; list shows what there is.",
            usage),
        line(
            "explain",
            Cause.UNKNOWN_COMMAND,
            7,
            "A command begins with its words, without quotes; list shows what there is."),
        line(
            "deploy web 1.4.2 in shpo",
            Cause.UNKNOWN_NAMESPACE,
            20,
            "\"shpo\" is no namespace of this place. Did you mean shop? Quote the word in to pass it"
                + " as an argument.",
            usage),
        line(
            "deploy web 1.4.2 in",
            Cause.UNKNOWN_NAMESPACE,
            19,
            "Write a namespace behind in. Here that is one of shop.",
            usage),
        line(
            "restart web -dry-run",
            Cause.UNKNOWN_FLAG,
            12,
            "There is no flag \"-dry-run\"; did you mean --dry-run? Quote it to pass it as an"
                + " argument.",
            "restart-web"),
        line(
            "restart web --force",
            Cause.UNKNOWN_FLAG,
            12,
            "There is no flag \"--force\"; the flags are --dry-run, --explain, --override-freeze,"
                + " --notify. Quote it to pass it as an argument.",
            "restart-web"),
        line(
            "explain restart web --dry-run",
            Cause.CONFLICTING_FLAGS,
            20,
            "To explain and to try are two things: take one of explain and --dry-run.",
            "restart-web"),
        line(
            "deploy web tga=1.4.2",
            Cause.UNKNOWN_PARAMETER,
            11,
            "deploy-web has no parameter \"tga\"; did you mean tag? Quote it all to pass it as it"
                + " stands.",
            usage),
        line(
            "deploy web Tag=1.4.2",
            Cause.UNKNOWN_PARAMETER,
            11,
            "deploy-web has no parameter \"Tag\"; did you mean tag? Quote it all to pass it as it"
                + " stands.",
            usage),
        line(
            "restart web force=true",
            Cause.UNKNOWN_PARAMETER,
            12,
            "restart-web has no parameter \"force\". Quote it all to pass it as it stands.",
            "restart-web"),
        line(
            "deploy web 1.4.2 tag=1.4.3",
            Cause.REPEATED_PARAMETER,
            21,
            "tag already has a value: leave one of them out.",
            usage),
        line(
            "say what=x y",
            Cause.MISPLACED_ARGUMENT,
            11,
            "Plain arguments stand before name=value: give this one its name too.",
            "say <what> [to] [lang]"),
        line(
            "deploy web 1.4.2 now",
            Cause.TOO_MANY_ARGUMENTS,
            17,
            "deploy-web takes one argument: leave out what begins here, or quote what belongs"
                + " together.",
            usage),
        line(
            "deploy web 1.4.2 in shop now",
            Cause.TOO_MANY_ARGUMENTS,
            17,
            "deploy-web takes one argument: write in <namespace> behind all of them.",
            usage),
        line(
            "deploy web latest",
            Cause.BAD_VALUE,
            11,
            "tag must match \\d+\\.\\d+\\.\\d+, not \"latest\".",
            usage),
        line(
            "deploy web tag=",
            Cause.BAD_VALUE,
            15,
            "Write a value right behind tag=, without a space; \"\" stands for an empty one.",
            usage),
        line(
            "scale web up",
            Cause.BAD_VALUE,
            10,
            "Write a number behind up or down, such as up 2.",
            "scale-web <replicas>"),
        line(
            "scale web up 99",
            Cause.BAD_VALUE,
            10,
            "replicas must be a step of at most 10, not \"+99\".",
            "scale-web <replicas>"),
        line(
            "restart web because",
            Cause.MISSING_REASON,
            19,
            "Write the reason behind because.",
            "restart-web"),
        line(
            "restart web because " + "x".repeat(513),
            Cause.TOO_LONG,
            532,
            "Shorten the reason: it has 513 characters, 512 are the most.",
            "restart-web"),
        line(
            "restart web " + "x".repeat(1_000_000),
            Cause.TOO_LONG,
            0,
            "The message has 1000012 characters, 2000 are the most: shorten it.",
            "restart-web"),
        line(
            "😀 deploy web \"",
            Cause.UNCLOSED_QUOTE,
            13,
            "The quote \" that opens here is never closed; close it."),
        line(
            "approve #7f",
            Cause.BAD_ID,
            8,
            "Write the id of the command, such as #7f3k: 4 characters of it at least.",
            "approve <id> [comment]"),
        line(
            "history many",
            Cause.BAD_COUNT,
            8,
            "Write how many to show: a number from 1 to 50.",
            "history [n]"),
        line(
            "whoami please",
            Cause.TOO_MANY_ARGUMENTS,
            7,
            "This word stands alone: leave out what follows.",
            "whoami"));
  }

  @ParameterizedTest
  @MethodSource("misunderstandings")
  void saysWhatWasExpectedWhereAndWhatCanBeSaid(
      String text, Cause cause, int at, String message, List<String> offers) {
    Misunderstanding.Unclear unclear = Talk.unclear(text);

    assertThat(unclear.message()).isEqualTo(message);
    assertThat(unclear.cause()).isEqualTo(cause);
    assertThat(unclear.at()).isEqualTo(at);
    assertThat(unclear.offers()).isEqualTo(offers);
  }

  @Test
  void tableKnowsEveryCauseThatALineCanHave() {
    assertThat(misunderstandings().stream().map(row -> (Cause) row.get()[1]).distinct())
        .contains(
            Arrays.stream(Cause.values())
                .filter(cause -> !ELSEWHERE.contains(cause))
                .toArray(Cause[]::new));
  }
}
