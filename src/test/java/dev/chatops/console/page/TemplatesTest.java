package dev.chatops.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.api.v1alpha1.Reason;
import dev.chatops.mirror.Sample;
import dev.chatops.testing.HostileTexts;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class TemplatesTest {

  private static final Instant NOW = Instant.parse("2026-01-31T12:02:30Z");

  /// Tags that only somebody else could have brought in.
  private static final Pattern FOREIGN = Pattern.compile("<(?i:script|img|iframe|style|base|meta)");

  private final Templates templates = new Templates();

  private String message(ChatCommand command, Standing standing) {
    CardView card = Cards.of(command, Shelf.definition("close-web").spec(), standing, NOW);
    return templates.print("message", Map.of("card", card, "csrf", "sign"));
  }

  @ParameterizedTest
  @EnumSource(Reason.class)
  void everyStateIsPrinted(Reason reason) {
    for (boolean approves : List.of(true, false)) {
      String html = message(Sample.at(reason), new Standing(approves, !approves));

      assertThat(html)
          .contains("scale-web replicas=5 in shop", "alice")
          .doesNotContain("NOT_FOUND");
      assertThat(html.contains("<form")).isEqualTo(!reason.terminal());
    }
  }

  @Test
  void whatIsDecidedIsThePlanThatWasRead() {
    String html = message(Sample.awaiting(true), new Standing(true, false));

    assertThat(html)
        .contains("name=\"digest\" value=\"d1\"", "name=\"csrf\" value=\"sign\"")
        .contains("value=\"APPROVE\"", "value=\"DENY\"", "value=\"CANCEL\"")
        .contains("Type <code>web</code> to approve");
  }

  static Stream<String> hostile() {
    return Stream.concat(HostileTexts.SHOWN.stream(), HostileTexts.all().stream())
        .map(text -> text.substring(0, Math.min(4000, text.length())));
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void whatPeopleAndProgramsWriteIsTextAndNothingElse(String text) {
    String html = message(Sample.full(text), new Standing(true, true));

    assertThat(html).doesNotContainPattern(FOREIGN);
    assertThat(html.codePoints().filter(TemplatesTest::hides)).isEmpty();
    String blank = text.isBlank() ? text : "text";
    assertThat(tags(html)).isEqualTo(tags(message(Sample.full(blank), new Standing(true, true))));
  }

  private static List<String> tags(String html) {
    return Pattern.compile("</?[a-z0-9]+").matcher(html).results().map(m -> m.group()).toList();
  }

  private static boolean hides(int point) {
    return Character.getType(point) == Character.FORMAT
        || (Character.getType(point) == Character.CONTROL && point != '\n' && point != '\t');
  }

  @Test
  void aTemplateCannotPrintMarkUp() {
    assertThat(Templates.escaped("<a href=\"x\" title='y'>&</a>"))
        .isEqualTo("&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;&lt;/a&gt;");
  }
}
