package dev.chatops.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.api.v1alpha1.Decision;
import dev.chatops.testing.HostileTexts;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class NamesTest {

  @Example
  void namesNeverChange() {
    // Worked out with base64.b32hexencode of Python.
    assertThat(Names.command("slack", "acme", "C123", "171.2"))
        .isEqualTo("cc-ql8msmnc3r2agk4fq8vkvnqmb3");
    assertThat(Names.command("slack", "acme", "C123", "27"))
        .isEqualTo("cc-00237dfbaguc8n3vcn6dcj7s4a");
    assertThat(Names.decision("6a4c2a6e", "3f0c", "bob", Decision.APPROVE))
        .isEqualTo("cd-8tuh9lasuvlfh33pj97togog3e");
  }

  @Example
  void everyPartCounts() {
    var names = new ArrayList<String>();
    names.add(Names.decision("uid", "digest", "bob", Decision.APPROVE));
    names.add(Names.decision("uid2", "digest", "bob", Decision.APPROVE));
    names.add(Names.decision("uid", "digest2", "bob", Decision.APPROVE));
    names.add(Names.decision("uid", "digest", "bob2", Decision.APPROVE));
    names.add(Names.decision("uid", "digest", "bob", Decision.DENY));
    names.add(Names.decision("uiddigest", "", "bob", Decision.APPROVE));

    assertThat(names).doesNotHaveDuplicates();
  }

  @Property
  void partsNeverRunIntoEachOther(@ForAll String a, @ForAll String b) {
    var names =
        List.of(
            Names.command(a, b, "c", ""),
            Names.command(a + b, "", "c", ""),
            Names.command(a, b + "c", "", ""));

    assertThat(new HashSet<>(names)).hasSize(b.isEmpty() ? 2 : 3);
  }

  @Example
  void everyTextGivesAValidName() {
    assertThat(HostileTexts.all())
        .allSatisfy(text ->
            assertThat(Names.command("slack", text, text, text)).matches("cc-[0-9a-v]{26}"));
  }
}
