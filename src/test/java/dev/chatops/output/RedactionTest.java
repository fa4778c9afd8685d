package dev.chatops.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {

  private static final String JWT =
      "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U";
  private static final String PEM =
      "-----BEGIN RSA PRIVATE KEY-----\nMIIEowIBAAKCAQEA\nabc==\n-----END RSA PRIVATE KEY-----";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "password=hunter2 and more | password=[redacted] and more",
        "DB_PASSWORD: hunter2 | DB_PASSWORD: [redacted]",
        "{\"password\": \"a \\\" b\", \"user\": \"x\"} | {\"password\": [redacted], \"user\": \"x\"}",
        "--db-password='two words' --verbose | --db-password=[redacted] --verbose",
        "secret => s3cr3t | secret => [redacted]",
        "client_secret=abc | client_secret=[redacted]",
        "aws_secret_access_key = wJalrXUtnFEMI | aws_secret_access_key = [redacted]",
        "export API_KEY=0815 | export API_KEY=[redacted]",
        "Server=db;User Id=sa;Password=geheim;Encrypt=yes | Server=db;User Id=sa;Password=[redacted]",
        "DefaultEndpointsProtocol=https;AccountKey=abc== | DefaultEndpointsProtocol=https;AccountKey=[redacted]",
        "postgres://shop:hunter2@db:5432/shop | postgres://shop:[redacted]@db:5432/shop",
        "redis://:hunter2@cache:6379 | redis://:[redacted]@cache:6379",
        "postgres://shop:p@ss@db/shop | postgres://shop:[redacted]@db/shop",
        "key AKIAIOSFODNN7EXAMPLE found | key [redacted] found",
        "Authorization: Bearer abcdef123456 | Authorization: Bearer [redacted]",
        "using ghp_0123456789abcdefghijABCDEFGHIJ012345 | using [redacted]",
        "xoxb-12345678-abcdefgh | [redacted]",
      })
  void secretsGoAndTheRestStays(String printed, String shown) {
    assertThat(Redaction.of(printed)).isEqualTo(shown);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "migrated 12 tables in 3.4 s",
        "2026-01-31T12:00:00Z INFO shop: order 4711 stored",
        "image registry.example/shop/web@sha256:"
            + "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "GET https://shop.example/items?page=2 200",
        "the password was changed",
        "bGlzdGVuaW5nIG9uIHBvcnQgODA4MA==",
        "/var/lib/kubernetes/pods/0123456789abcdef/volumes",
      })
  void whatIsNoSecretStays(String printed) {
    assertThat(Redaction.of(printed)).isEqualTo(printed);
  }

  @Test
  void tokensAndKeysGoWhereverTheyStand() {
    assertThat(Redaction.of("got " + JWT + "\nand\n" + PEM + "\nend"))
        .isEqualTo("got [redacted]\nand\n[redacted]\nend");
  }

  @Test
  void halfAKeyGoesToo() {
    assertThat(Redaction.of(PEM.substring(20) + "\nend")).isEqualTo("[redacted]\nend");
    assertThat(Redaction.of("begin\n" + PEM.substring(0, 50))).isEqualTo("begin\n[redacted]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"password=hunter2", JWT, PEM, "postgres://shop:hunter2@db/shop"})
  void base64OfASecretGoesOnceAndTwice(String secret) {
    String once = base64(secret);

    assertThat(Redaction.of("data " + once + " end")).isEqualTo("data [redacted] end");
    assertThat(Redaction.of("data " + base64(once) + " end")).isEqualTo("data [redacted] end");
    assertThat(Redaction.of(once.replace('+', '-').replace('/', '_').replace("=", "")))
        .isEqualTo("[redacted]");
  }

  @Test
  void aValueIsKnownByItsName() {
    assertThat(Redaction.of("token", "abc")).isEqualTo("[redacted]");
    assertThat(Redaction.of("rows", "12")).isEqualTo("12");
    assertThat(Redaction.of(JWT, "12")).isEqualTo("[redacted]");
  }

  @Test
  @Timeout(10)
  void aLongTextCostsTimeInProportion() {
    String line = "password password password= eyJ eyJ -----BEGIN -----BEGIN ://::://@@ ";

    assertThat(Redaction.of(line.repeat(4000))).isEqualTo(Redaction.of(line).repeat(4000));
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
