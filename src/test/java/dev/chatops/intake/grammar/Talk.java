package dev.chatops.intake.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.chatops.api.v1alpha1.AllowedCommandSpec;
import dev.chatops.chat.inbound.Piece;
import dev.chatops.policy.Compiled;
import dev.chatops.policy.Definition;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/// What people can say in the channels of a shop, for tests.
final class Talk {
  private static final YAMLMapper YAML = new YAMLMapper();
  private static final String DEPLOY =
      """
      action:
        deploy: {target: {kind: Deployment, name: web}, container: web, image: "ghcr.io/acme/web:${tag}"}
      """;
  private static final String RESTART =
      "action: {restart: {target: {kind: Deployment, name: web}}}\n";

  static final Definition DEPLOY_WEB =
      definition(
          "deploy-web",
          """
          aliases: [ship web]
          parameters: [{name: tag, pattern: '\\d+\\.\\d+\\.\\d+', required: true}]
          """
              + DEPLOY);
  static final Definition SCALE_WEB =
      definition(
          "scale-web",
          """
          parameters: [{name: replicas, type: quantity, max: 10, required: true}]
          action: {scale: {target: {kind: Deployment, name: web}, replicas: "${replicas}"}}
          """);
  static final Definition RESTART_WEB = definition("restart-web", RESTART);
  static final Definition DRAIN =
      definition("drain", "reasonRequired: true\napproval: {count: 1}\n" + RESTART);

  /// Takes whatever it is given.
  static final Definition SAY =
      definition(
          "say",
          """
          parameters:
          - {name: what, pattern: '(?s).*', required: true}
          - {name: to, pattern: '(?s).*'}
          - {name: lang, pattern: '(?s).*'}
          """
              + RESTART);

  /// Its word is the first of others.
  static final Definition DEPLOY_ANY =
      definition(
          "deploy",
          """
          parameters:
          - {name: service, type: enum, values: [web, api], required: true}
          - {name: tag, pattern: '[0-9.]+', required: true}
          """
              + DEPLOY);

  static final List<Command> SHOP =
      commands("shop", DEPLOY_WEB, SCALE_WEB, RESTART_WEB, DRAIN, SAY);

  /// A channel that works on the namespace shop alone.
  static final Vocabulary CHANNEL = new Vocabulary(place("shop", "shop"), SHOP);

  private Talk() {}

  static Definition definition(String name, String yaml) {
    try {
      var spec = YAML.readValue(yaml, AllowedCommandSpec.class);
      Compiled compiled = Definition.compile(name, spec);
      assertThat(compiled).isInstanceOf(Compiled.Usable.class);
      return ((Compiled.Usable) compiled).definition();
    } catch (JsonProcessingException wrong) {
      throw new IllegalArgumentException(yaml, wrong);
    }
  }

  static List<Command> commands(String namespace, Definition... definitions) {
    return Arrays.stream(definitions)
        .map(definition -> new Command(namespace, definition, true))
        .toList();
  }

  /// @param implied the default namespace, null for none
  static Place place(String implied, String... namespaces) {
    return new Place(Set.of(namespaces), implied, false, Set.of());
  }

  static Reading read(String text) {
    return read(CHANNEL, text);
  }

  static Reading read(Vocabulary vocabulary, String text) {
    return Grammar.read(List.of(new Piece.Typed(text)), vocabulary);
  }

  /// The canonical line of what a text asks for.
  static String run(String text) {
    return run(CHANNEL, text);
  }

  static String run(Vocabulary vocabulary, String text) {
    Reading reading = read(vocabulary, text);
    assertThat(reading).as(text).isInstanceOf(Request.Run.class);
    return ((Request.Run) reading).line();
  }

  static Misunderstanding.Unclear unclear(String text) {
    return unclear(CHANNEL, text);
  }

  static Misunderstanding.Unclear unclear(Vocabulary vocabulary, String text) {
    Reading reading = read(vocabulary, text);
    assertThat(reading).as(text).isInstanceOf(Misunderstanding.Unclear.class);
    return (Misunderstanding.Unclear) reading;
  }

  static Misunderstanding.Choice choice(Vocabulary vocabulary, String text) {
    Reading reading = read(vocabulary, text);
    assertThat(reading).as(text).isInstanceOf(Misunderstanding.Choice.class);
    return (Misunderstanding.Choice) reading;
  }
}
