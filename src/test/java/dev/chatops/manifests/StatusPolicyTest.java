package dev.chatops.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.testing.Manifests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// The policy that guards the status of a ChatCommand names its fields one by one: a new field must
/// not be forgotten there.
class StatusPolicyTest {

  private static final Path POLICY =
      Path.of("manifests/install/15.ValidatingAdmissionPolicy.chatcommands-status.yaml");

  @Test
  void gatewayIsKeptFromEveryFieldButItsOwn() throws IOException {
    var compared = new TreeSet<String>();
    String clauses =
        expressionFor("a chat gateway may change only")
            .replaceAll("\\s+", " ")
            .replaceFirst("^variables\\.operates \\|\\| \\( ?(.*)\\)$", "$1");
    for (String clause : clauses.split(" && ", -1)) {
      String[] sides = clause.split(" == ", 2);
      assertThat(sides[1]).isEqualTo("oldO" + sides[0].substring(1));
      compared.add(sides[0].replaceFirst("^object\\.\\?status\\.\\?(\\w+).*$", "$1"));
    }

    var fields = new TreeSet<>(statusFields());
    fields.remove("delivery");
    assertThat(compared).isEqualTo(fields);
  }

  private static String expressionFor(String message) throws IOException {
    for (var validation : Manifests.tree(Files.readString(POLICY)).at("/spec/validations")) {
      if (validation.path("message").asText().startsWith(message)) {
        return validation.path("expression").asText();
      }
    }
    throw new AssertionError("no validation says: " + message);
  }

  private static Set<String> statusFields() throws IOException {
    var fields = new TreeSet<String>();
    Manifests.tree(Files.readString(Path.of("crds/chatcommands.chatops.dev.yaml")))
        .at("/spec/versions/0/schema/openAPIV3Schema/properties/status/properties")
        .fieldNames()
        .forEachRemaining(fields::add);
    return fields;
  }
}
