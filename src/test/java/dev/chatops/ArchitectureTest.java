package dev.chatops;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.fabric8.kubernetes.client.RequestConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import net.jqwik.api.Example;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestTemplate;

/// Who may see whom. A new arrow is a decision.
class ArchitectureTest {

  private static final JavaClasses OURS =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.chatops");

  @Test
  void packagesSeeOnlyWhatTheyMay() {
    mayOnlySee("api");
    mayOnlySee("engine", "api");
    mayOnlySee("policy", "api", "engine");
    mayOnlySee("action", "api", "engine", "output");
    mayOnlySee("admission", "api");
    mayOnlySee("definition", "api", "engine", "policy");
    mayOnlySee("identity", "api");
    mayOnlySee("decision", "api", "policy", "admission", "identity");
    mayOnlySee("output");
    mayOnlySee("chat", "output");
    mayOnlySee("intake", "api", "policy", "chat", "identity");
    mayOnlySee("gateway", "api", "chat", "intake");
    mayOnlySee("console", "api", "engine", "policy", "chat", "intake", "mirror", "output");
    mayOnlySee("console.session");
    mayOnlySee("console.oidc", "console.session");
    mayOnlySee("console.feed", "api");
    mayOnlySee("console.calendar", "api", "policy");
    mayOnlySee("console.figures", "api", "chat", "mirror");
    mayOnlySee("console.page", "api", "engine", "policy", "chat", "intake", "mirror", "output");
    mayOnlySee("console.cluster", "api", "engine", "policy", "intake", "output", "console.session");
    mayOnlySee(
        "command",
        "api",
        "engine",
        "policy",
        "action",
        "definition",
        "admission",
        "identity",
        "decision",
        "output");
  }

  @Test
  void chatSideAndOperatorSideDoNotKnowEachOther() {
    check(
        noClasses()
            .that()
            .resideInAPackage("dev.chatops.chat")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.chatops.chat.*.."));
    mayOnlySee("mirror.pace");
    mayOnlySee("mirror.outbox", "api", "chat", "identity", "mirror");
    mayOnlySee("mirror", "api", "chat", "identity");
    check(
        noClasses()
            .that()
            .resideInAnyPackage("dev.chatops.mirror", "dev.chatops.mirror.pace")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.chatops.identity..", "dev.chatops.mirror.outbox.."));
    check(
        noClasses()
            .that()
            .resideInAPackage("dev.chatops.mirror..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.chatops.chat.*.."));
    check(
        noClasses()
            .that()
            .resideInAPackage("dev.chatops.chat..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.fabric8..", "io.javaoperatorsdk.."));
  }

  @Test
  void onlyTheSlackAdapterKnowsSlack() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage("dev.chatops.chat.slack..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.slack..", "okhttp3..", "org.java_websocket.."));
  }

  @Test
  void judgementKnowsNoClientNoClockAndNoLogger() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage(
                "dev.chatops.engine..",
                "dev.chatops.policy..",
                "dev.chatops.action..",
                "dev.chatops.intake.grammar..",
                "dev.chatops.mirror",
                "dev.chatops.mirror.pace",
                "dev.chatops.console.calendar",
                "dev.chatops.console.figures",
                "dev.chatops.console.page")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "io.fabric8.kubernetes.client..", "org.slf4j..", "io.javaoperatorsdk..")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.time.Clock"));
  }

  @Test
  void onlyTargetsActsInTheNameOfARunner() {
    check(
        noClasses()
            .that()
            .doNotHaveSimpleName("Targets")
            .should()
            .callMethod(RequestConfigBuilder.class, "withImpersonateUsername", String.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(RequestConfigBuilder.class));
  }

  @Test
  void classesAreNamedForWhatTheyAre() {
    check(
        noClasses()
            .should()
            .haveSimpleNameEndingWith("Util")
            .orShould()
            .haveSimpleNameEndingWith("Utils")
            .orShould()
            .haveSimpleNameEndingWith("Helper")
            .orShould()
            .haveSimpleNameEndingWith("Manager"));
  }

  @Test
  void everyPackageSaysWhatItIsAndIsNullMarked() throws IOException {
    try (var folders = Files.walk(Path.of("src/main/java/dev/chatops"))) {
      for (Path folder : folders.filter(Files::isDirectory).toList()) {
        try (var files = Files.list(folder)) {
          if (files.anyMatch(file -> file.toString().endsWith(".java"))) {
            assertThat(folder.resolve("package-info.java"))
                .content()
                .startsWith("///")
                .contains("NullMarked");
          }
        }
      }
    }
  }

  /// Each engine writes a report of its own for a class, under the same name: the last one stays.
  @Test
  void noTestClassIsRunByTwoEngines() {
    var tests =
        new ClassFileImporter()
            .withImportOption(new ImportOption.OnlyIncludeTests())
            .importPackages("dev.chatops");

    assertThat(tests.stream().filter(ArchitectureTest::hasProperties)).isNotEmpty();
    assertThat(
            tests.stream()
                .filter(ArchitectureTest::hasProperties)
                .filter(ArchitectureTest::hasJupiterTests))
        .isEmpty();
  }

  private static boolean hasProperties(JavaClass type) {
    return type.getMethods().stream()
        .anyMatch(m -> m.isAnnotatedWith(Property.class) || m.isAnnotatedWith(Example.class));
  }

  private static boolean hasJupiterTests(JavaClass type) {
    return type.getMethods().stream()
        .anyMatch(m -> m.isAnnotatedWith(Test.class) || m.isMetaAnnotatedWith(TestTemplate.class));
  }

  private static void mayOnlySee(String name, String... others) {
    String own = "dev.chatops." + name + "..";
    String[] allowed = new String[others.length + 1];
    allowed[0] = own;
    for (int i = 0; i < others.length; i++) {
      allowed[i + 1] = "dev.chatops." + others[i] + "..";
    }
    check(
        classes()
            .that()
            .resideInAPackage(own)
            .should()
            .onlyDependOnClassesThat(
                com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage(
                        "dev.chatops..")
                    .or(
                        com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage(
                            allowed))));
  }

  private static void check(ArchRule rule) {
    rule.check(OURS);
  }
}
