package dev.chatops.chat.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.slack.api.methods.Methods;
import com.slack.api.methods.MethodsClient;
import com.slack.api.model.event.Event;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/// What the code calls and listens to = the table in the documentation = the manifest of the app.
class SlackScopesTest {

  private static final Path TABLE = Path.of("docs/platforms/slack.md");
  private static final Path MANIFEST = Path.of("docs/platforms/slack-app-manifest.yaml");

  private static final Pattern METHOD = Pattern.compile("(?m)^\\| `([a-z]+\\.[A-Za-z.]+)` \\|");
  private static final Pattern EVENT = Pattern.compile("(?m)^\\| event `([a-z_.]+)` \\|");
  private static final Pattern NEEDS = Pattern.compile("(?m)^\\| [^|]+ \\| (`[^|]+`) \\|[^|]*\\|$");

  private static final JavaClasses CODE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.chatops.chat.slack");

  @Test
  void methodsThatAreCalledAreThoseOfTheTable() throws IOException {
    Set<String> names =
        CODE.stream()
            .flatMap(type -> type.getMethodCallsFromSelf().stream())
            .filter(call -> call.getTargetOwner().isEquivalentTo(MethodsClient.class))
            .map(call -> call.getTarget().getName())
            .filter(name -> !name.equals("setEndpointUrlPrefix"))
            .map(SlackScopesTest::method)
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(names).isNotEmpty().isEqualTo(found(METHOD));
  }

  /// Such as `chat.postMessage` for `chatPostMessage`.
  private static String method(String java) {
    return Arrays.stream(Methods.class.getFields())
        .map(SlackScopesTest::value)
        .filter(name ->
            name.replace(".", "").toLowerCase(Locale.ROOT).equals(java.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no method of Slack: " + java));
  }

  private static String value(java.lang.reflect.Field constant) {
    try {
      return String.valueOf(constant.get(null));
    } catch (IllegalAccessException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  @Test
  void eventsThatAreListenedToAreThoseOfTheTableAndTheManifest() throws IOException {
    Set<String> heard =
        CODE.get(SlackApp.class).getDirectDependenciesFromSelf().stream()
            .map(dependency -> dependency.getTargetClass())
            .filter(type -> type.isAssignableTo(Event.class) && !type.isEquivalentTo(Event.class))
            .map(type -> type.reflect())
            .map(SlackScopesTest::typeName)
            // One subscription for messages and their changes; only those of direct messages.
            .map(name -> name.equals("message") ? "message.im" : name)
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(heard).isNotEmpty().isEqualTo(found(EVENT));
    assertThat(listed("/settings/event_subscriptions/bot_events")).isEqualTo(heard);
  }

  private static String typeName(Class<?> event) {
    try {
      return (String) event.getField("TYPE_NAME").get(null);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  @Test
  void scopesOfTheManifestAreThoseThatSomethingNeeds() throws IOException {
    String what = Files.readString(TABLE);
    String table =
        what.substring(what.indexOf("## What it may do"), what.indexOf("## What people see"));
    Set<String> needed =
        NEEDS
            .matcher(table)
            .results()
            .flatMap(row -> Stream.of(row.group(1).split(", ")))
            .map(scope -> scope.replace("`", ""))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(needed).isNotEmpty().isEqualTo(listed("/oauth_config/scopes/bot"));
  }

  @Test
  void manifestFitsWhatTheCodeReliesOn() throws IOException {
    JsonNode manifest = new YAMLMapper().readTree(MANIFEST.toFile());

    assertThat(manifest.at("/features/slash_commands/0/should_escape").asBoolean()).isTrue();
    assertThat(manifest.at("/features/shortcuts/0/callback_id").asText()).isEqualTo(Modal.RUN);
    assertThat(manifest.at("/features/app_home/messages_tab_enabled").asBoolean()).isTrue();
    assertThat(manifest.at("/features/app_home/messages_tab_read_only_enabled").asBoolean(true))
        .isFalse();
    assertThat(manifest.at("/settings/interactivity/is_enabled").asBoolean()).isTrue();
    assertThat(manifest.at("/settings/socket_mode_enabled").asBoolean()).isTrue();
    assertThat(manifest.at("/settings/token_rotation_enabled").asBoolean(true)).isFalse();
  }

  private static Set<String> found(Pattern pattern) throws IOException {
    return pattern
        .matcher(Files.readString(TABLE))
        .results()
        .map(row -> row.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> listed(String where) throws IOException {
    JsonNode list = new YAMLMapper().readTree(MANIFEST.toFile()).at(where);
    return StreamSupport.stream(list.spliterator(), false)
        .map(JsonNode::asText)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
