package dev.chatops.intake.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.policy.BuiltInWord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The page for users says what the grammar does.
class ChatPageTest {
  private static final Path PAGE = Path.of("docs/chat.md");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `(.+?)` \\| (.+) \\|$");

  private static List<Arguments> rows(String heading) throws IOException {
    String page = Files.readString(PAGE);
    String table = page.substring(page.indexOf(heading)).split("\\n\\n", 2)[0];
    return ROW.matcher(table)
        .results()
        .map(row -> Arguments.of(row.group(1), row.group(2)))
        .toList();
  }

  static List<Arguments> orders() throws IOException {
    return rows("| you write | it is read as |");
  }

  static List<Arguments> answers() throws IOException {
    return rows("| you write | the answer |");
  }

  @ParameterizedTest
  @MethodSource("orders")
  void exampleIsReadAsThePageSays(String line, String order) {
    assertThat("`" + Talk.run(line) + "`").isEqualTo(order);
  }

  @ParameterizedTest
  @MethodSource("answers")
  void mistakeIsAnsweredAsThePageSays(String line, String answer) {
    assertThat(Talk.read(line))
        .isInstanceOfSatisfying(
            Misunderstanding.class,
            misunderstanding -> assertThat(misunderstanding.message()).isEqualTo(answer));
  }

  @Test
  void everyBuiltInWordIsOnThePage() throws IOException {
    assertThat(rows("| word | answer |").stream().map(row -> row.get()[0]))
        .containsExactlyElementsOf(
            Arrays.stream(BuiltInWord.values()).map(BuiltInWord::usage).toList());
  }

  @Test
  void everyFlagIsOnThePage() throws IOException {
    assertThat(Files.readString(PAGE))
        .contains(Flag.all().stream().map(flag -> "`" + flag + "`").toList());
  }
}
