package dev.chatops.intake.answer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.chatops.api.v1alpha1.AllowedCommandSpec;
import dev.chatops.api.v1alpha1.Mode;
import dev.chatops.chat.inbound.Form;
import dev.chatops.intake.grammar.Request;
import dev.chatops.policy.Compiled;
import dev.chatops.policy.Definition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A form asks for each parameter in its own way, and comes back as a line.
class FormsTest {

  private static final Definition DEFINITION =
      definition(
          """
          parameters:
          - {name: tag, description: Tag of the image, pattern: '[0-9.]+', required: true}
          - {name: copies, type: integer, min: 1, max: 9}
          - {name: quick, type: boolean, default: "true"}
          - {name: place, type: enum, values: [eu, us], default: eu}
          - {name: step, type: quantity}
          action: {deploy: {target: {kind: Deployment, name: web}, container: web, image: "r.example/web:${tag}"}}
          """);

  @Test
  void eachParameterIsAskedForInItsOwnWay() {
    Form form = Forms.of(soFar(Map.of("tag", "1")), DEFINITION, true).orElseThrow();

    assertThat(form.title()).isEqualTo("deploy-the-web-shop-now…");
    assertThat(form.state()).isEqualTo("deploy-the-web-shop-now-please tag=1 in shop");
    assertThat(form.fields())
        .containsExactly(
            new Form.Field("tag", "tag", "Tag of the image", true, "1", new Form.Kind.Words(false)),
            new Form.Field(
                "copies", "copies", null, false, null, new Form.Kind.WholeNumber(1L, 9L)),
            new Form.Field("quick", "quick", null, false, "true", new Form.Kind.YesOrNo()),
            new Form.Field(
                "place", "place", null, false, "eu", new Form.Kind.OneOf(List.of("eu", "us"))),
            new Form.Field("step", "step", null, false, null, new Form.Kind.Words(false)),
            new Form.Field(
                Forms.REASON,
                "Reason",
                "Why it is wanted; approvers read it.",
                true,
                null,
                new Form.Kind.Words(true)));
  }

  @Test
  void whatComesBackIsALine() {
    var values =
        Map.of("tag", "1.2", "place", "us", "step", "", "other", "x", Forms.REASON, "it\nis late ");

    assertThat(Forms.filled(soFar(Map.of()), DEFINITION, values).line())
        .isEqualTo(
            "deploy-the-web-shop-now-please tag=1.2 quick=false place=us in shop because it is late");
  }

  @Test
  void whatIsWrongIsSaidBesideTheField() {
    var filled = Forms.filled(soFar(Map.of()), DEFINITION, Map.of("copies", "10"));

    assertThat(Forms.errors(filled, DEFINITION, true))
        .containsOnlyKeys("tag", "copies", Forms.REASON)
        .containsEntry("tag", "A value is needed.")
        .containsEntry(Forms.REASON, "Say why.");
  }

  @Test
  void lineThatIsTooLongIsNotCarriedAlong() {
    assertThat(Forms.of(soFar(Map.of("tag", "1".repeat(3000))), DEFINITION, false)).isEmpty();
  }

  private static Request.Run soFar(Map<String, String> args) {
    return new Request.Run(
        "shop",
        "deploy-the-web-shop-now-please",
        new LinkedHashMap<>(args),
        Mode.RUN,
        false,
        false,
        null);
  }

  private static Definition definition(String yaml) {
    try {
      var spec = new YAMLMapper().readValue(yaml, AllowedCommandSpec.class);
      Compiled compiled = Definition.compile("deploy-the-web-shop-now-please", spec);
      assertThat(compiled).isInstanceOf(Compiled.Usable.class);
      return ((Compiled.Usable) compiled).definition();
    } catch (JsonProcessingException wrong) {
      throw new IllegalArgumentException(yaml, wrong);
    }
  }
}
