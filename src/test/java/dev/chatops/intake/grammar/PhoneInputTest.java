package dev.chatops.intake.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/// What phones, clipboards and word processors make of a line.
class PhoneInputTest {

  static final List<String> DASHES = dashes();

  private static List<String> dashes() {
    var dashes = new ArrayList<>(List.of("--", "\u2212", "\u2014-", "\u2013\u2013", "-\u2013"));
    for (int dash = 0x2010; dash <= 0x2015; dash++) {
      dashes.add(Character.toString(dash));
    }
    return dashes;
  }

  @ParameterizedTest
  @FieldSource("DASHES")
  void everyDashInFrontOfAFlagIsTwo(String dash) {
    assertThat(Talk.run("Restart web " + dash + "dry-run"))
        .isEqualTo("restart-web in shop --dry-run");
  }

  @ParameterizedTest
  @FieldSource("DASHES")
  void noDashMakesAnArgumentOfAnUnknownFlag(String dash) {
    assertThat(Talk.unclear("say " + dash + "dryrun").cause()).isEqualTo(Cause.UNKNOWN_FLAG);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "Deploy web “1.4.2” | deploy-web tag=1.4.2 in shop",
        "Deploy web ‘1.4.2’ | deploy-web tag=1.4.2 in shop",
        "Deploy web tag=„1.4.2“ | deploy-web tag=1.4.2 in shop",
        "Deploy web «1.4.2» | deploy-web tag=1.4.2 in shop",
        "Deploy\u00a0web\u202f1.4.2\u3000 | deploy-web tag=1.4.2 in shop",
        "\ufeffDeploy web\u200b 1.4\u00ad.2\u200e | deploy-web tag=1.4.2 in shop",
        "\u2068Deploy\u2069 web\t1.4.2 | deploy-web tag=1.4.2 in shop",
        "Scale web \u22122 | scale-web replicas=-2 in shop",
        "Scale web –2 | scale-web replicas=-2 in shop",
        "Scale web replicas=\u22122 | scale-web replicas=-2 in shop",
        "Drain because it’s “late” — really | drain in shop because it's \"late\" — really",
        "Say “it’s” | say what=\"it's\" in shop"
      })
  void prettyTypographyIsMadePlain(String line, String order) {
    assertThat(Talk.run(unescaped(line))).isEqualTo(order);
  }

  @Test
  void emDashIsNeverAMinus() {
    assertThat(Talk.unclear("scale web —2").cause()).isEqualTo(Cause.UNKNOWN_FLAG);
  }

  /// Characters that no editor shows are written by their number.
  private static String unescaped(String text) {
    return Pattern.compile("\\\\u([0-9a-f]{4})")
        .matcher(text)
        .replaceAll(found -> Character.toString(Integer.parseInt(found.group(1), 16)))
        .replace("\\t", "\t");
  }
}
