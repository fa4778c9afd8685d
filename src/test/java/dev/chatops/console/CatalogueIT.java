package dev.chatops.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.api.v1alpha1.Mode;
import dev.chatops.testing.Cluster;
import dev.chatops.testing.OperatorProcesses;
import dev.chatops.testing.TestNamespace;
import io.fabric8.kubernetes.api.model.IntOrString;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The forms of the catalogue, as a browser without scripts sends them. No operator runs: what they
/// store is all that counts.
class CatalogueIT {

  @RegisterExtension static final OperatorProcesses PROCESSES = new OperatorProcesses();

  private static String address;

  private final TestNamespace shop = Cluster.namespace();
  private Visitor alice;

  @BeforeAll
  static void start() {
    address = PROCESSES.startConsole("console").awaitReady().address().orElseThrow();
  }

  @BeforeEach
  void open() {
    shop.apply(
        """
        apiVersion: chatops.dev/v1alpha1
        kind: AllowedCommand
        metadata: {name: tune}
        spec:
          description: Tunes the web shop
          parameters:
          - {name: tag, required: true, pattern: '[0-9.]+'}
          - {name: size, type: enum, values: [small, large], default: small}
          - {name: warm, type: boolean, default: "true"}
          - {name: note, pattern: '.*'}
          action: {deploy: {target: {kind: Deployment, name: web}, container: web, image: "a/web:${tag}"}}
        """);
    shop.grant("alice", "chatops-requester");
    shop.allow("alice", "run", "allowedcommands", "tune");
    shop.grant("mallory", "chatops-requester");
    alice = Visitor.signedIn(address, "alice");
  }

  @Test
  void theListSaysWhatItIsAndTheFormAsksForEachParameter() {
    assertThat(alice.get("/console/c/" + shop.name() + "/catalogue").text())
        .contains("Tunes the web shop", "You may run it");
    assertThat(form(alice).text())
        .contains("name=\"tag\"", "<option selected>small</option>", "name=\"warm\"", " checked");
  }

  @Test
  void whatIsFilledInIsStoredAndABoxThatIsNotTickedIsFalse() {
    Visitor.Seen page = send(alice, Map.of("tag", "1.4.2", "size", "large", "mode", "RUN"));

    assertThat(page.status()).isEqualTo(200);
    assertThat(stored())
        .singleElement()
        .satisfies(command -> {
          assertThat(page.path()).endsWith("/commands/" + command.getMetadata().getName());
          assertThat(command.getSpec().wanted()).isEqualTo(Mode.RUN);
          assertThat(command.getSpec().args())
              .isEqualTo(
                  Map.of(
                      "tag", new IntOrString("1.4.2"),
                      "size", new IntOrString("large"),
                      "warm", new IntOrString("false")));
        });
  }

  @Test
  void aTickedBoxIsTrueAndEveryButtonHasItsMode() {
    send(alice, Map.of("tag", "1", "warm", "true", "mode", "DRY_RUN"));
    send(alice, Map.of("tag", "1", "warm", "true", "mode", "EXPLAIN"));
    // Nobody's button: the one that changes nothing.
    send(alice, Map.of("tag", "1", "warm", "true", "mode", "DESTROY"));

    assertThat(stored())
        .allMatch(command -> command.getSpec().args().get("warm").equals(new IntOrString("true")))
        .extracting(command -> command.getSpec().wanted())
        .containsExactlyInAnyOrder(Mode.DRY_RUN, Mode.EXPLAIN, Mode.EXPLAIN);
  }

  @Test
  void whatDoesNotFitIsSaidBesideItsFieldAndKeptAsItWasTyped() {
    Visitor.Seen page =
        send(alice, Map.of("tag", "latest\"><b>", "note", "<script>", "mode", "RUN"));

    assertThat(page.status()).isEqualTo(422);
    assertThat(page.text())
        .contains("aria-invalid=\"true\"", "latest&quot;&gt;&lt;b&gt;", "&lt;script&gt;")
        .doesNotContain("<script>\"", "<b>latest");
    assertThat(send(alice, Map.of("mode", "RUN")).text()).contains("A value is needed.");
    assertThat(stored()).isEmpty();
  }

  @Test
  void whatAnArgumentSaysIsNoFurtherWordOfTheLine() {
    send(
        alice,
        Map.of("tag", "1", "note", "x --override-freeze because I \"say\" so", "mode", "RUN"));

    assertThat(stored())
        .singleElement()
        .satisfies(command -> {
          assertThat(command.getSpec().overrideFreeze()).isNotEqualTo(true);
          assertThat(command.getSpec().reason()).isNull();
          assertThat(command.getSpec().args().get("note"))
              .isEqualTo(new IntOrString("x --override-freeze because I \"say\" so"));
        });
  }

  @Test
  void malloryMayOnlyHaveItExplained() {
    Visitor mallory = Visitor.signedIn(alice.address(), "mallory");

    assertThat(form(mallory).text()).contains("you may not: it takes the verb run");
    assertThat(send(mallory, Map.of("tag", "1", "mode", "RUN")).status()).isEqualTo(422);
    assertThat(stored()).isEmpty();
    assertThat(send(mallory, Map.of("tag", "1", "mode", "EXPLAIN")).status()).isEqualTo(200);
    assertThat(stored()).hasSize(1);
  }

  private Visitor.Seen form(Visitor person) {
    return person.get("/console/c/" + shop.name() + "/catalogue/tune");
  }

  private Visitor.Seen send(Visitor person, Map<String, String> fields) {
    Visitor.Seen page = form(person);
    var all = new TreeMap<>(fields);
    all.put("csrf", page.field("csrf"));
    all.put("key", page.field("key"));
    return person.post("/console/c/" + shop.name() + "/catalogue/tune", all);
  }

  private List<ChatCommand> stored() {
    return Cluster.admin().resources(ChatCommand.class).inNamespace(shop.name()).list().getItems();
  }
}
