package dev.chatops.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatops.api.v1alpha1.ActionSpec;
import dev.chatops.api.v1alpha1.AllowedCommandSpec;
import io.fabric8.kubernetes.api.model.IntOrString;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.StringLength;

class SubstitutionTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /// Takes nearly everything, as the pattern of a careless author does.
  private static final Definition CARELESS =
      Definitions.usable(
          """
          parameters:
          - {name: tag, pattern: '.*', required: true}
          - {name: service, pattern: '.*', required: true}
          action:
            deploy:
              target: {kind: Deployment, name: web}
              container: web
              image: "ghcr.io/acme/${service}:${tag}"
          """);

  private static final Definition CHOSEN =
      Definitions.usable(
          """
          parameters: [{name: replicas, type: quantity, required: true}]
          action: {scale: {target: {kind: Deployment, name: web}, replicas: "${replicas}"}}
          """);

  @Provide
  Arbitrary<String> hostile() {
    return Arbitraries.oneOf(
        Arbitraries.of(
            "1.4.2",
            "../../etc",
            "x:1@sha256:0",
            "${tag}",
            "${service}",
            "$",
            "{tag}",
            "a\nb",
            "'; rm -rf /",
            "\",\"image\":\"evil\"",
            "@channel",
            "<!everyone>",
            "\u001b[31m",
            "\u202eevil",
            "{{.Values}}",
            "%s%n",
            "ghcr.io/evil/web:1"),
        Arbitraries.strings().withChars("ab.:/@-_${}1 ").ofMaxLength(12),
        Arbitraries.strings().ofMaxLength(40));
  }

  @Property
  void valueNeverLeavesItsPartOfTheImage(
      @ForAll("hostile") String tag, @ForAll("hostile") String service) {
    Binding binding =
        CARELESS.bind(Map.of("tag", new IntOrString(tag), "service", new IntOrString(service)));

    if (binding instanceof Binding.Bound(Arguments arguments)) {
      ActionSpec filled = CARELESS.action(arguments);
      assertThat(filled.deploy().image())
          .isEqualTo("ghcr.io/acme/" + service + ":" + tag)
          .matches("ghcr\\.io/acme/[a-z0-9._-]+:[A-Za-z0-9._-]+");
      assertThat(filled.deploy().container()).isEqualTo("web");
      assertThat(filled.deploy().target()).isEqualTo(CARELESS.spec().action().deploy().target());
    }
  }

  @Property
  void misfitIsAlwaysOneShortVisibleSentence(
      @ForAll("hostile") String tag, @ForAll("hostile") String name) {
    Binding binding = CARELESS.bind(Map.of("tag", new IntOrString(tag), name, new IntOrString(1)));

    assertThat(binding)
        .isInstanceOfSatisfying(
            Binding.Misfit.class,
            misfit -> {
              assertThat(misfit.message()).isNotBlank().hasSizeLessThanOrEqualTo(256);
              assertThat(HiddenCharacters.first(misfit.message())).isEmpty();
            });
  }

  @Property
  void onlyNumbersBecomeReplicas(@ForAll("hostile") String value) {
    Binding binding = CHOSEN.bind(Map.of("replicas", new IntOrString(value)));

    if (binding instanceof Binding.Bound(Arguments arguments)) {
      assertThat(CHOSEN.action(arguments).scale().replicas()).matches("[+-]?[0-9]+");
    }
  }

  @Property
  void whatIsBoundBindsToItself(@ForAll int number) {
    Arguments once = Definitions.bound(CHOSEN, Map.of("replicas", number));

    assertThat(Definitions.bound(CHOSEN, once.values())).isEqualTo(once);
  }

  @Property
  void compilingNeverThrows(@ForAll("hostile") String text, @ForAll("hostile") String other) {
    var spec = JSON.createObjectNode();
    spec.putArray("aliases").add(other);
    spec.put("timeout", other);
    spec.putArray("parameters").addObject().put("name", other).put("pattern", text);
    spec.putArray("rules").addObject().put("expression", text).put("message", other);
    var deploy = spec.putObject("action").putObject("deploy").put("image", text);
    deploy.put("container", other).putObject("target").put("kind", other).put("name", text);

    Compiled compiled =
        Definition.compile(other, JSON.convertValue(spec, AllowedCommandSpec.class));

    if (compiled instanceof Compiled.Unusable(List<Problem> problems)) {
      assertThat(problems)
          .allSatisfy(problem -> {
            assertThat(problem.message()).hasSizeLessThanOrEqualTo(256);
            assertThat(HiddenCharacters.first(problem.message())).isEmpty();
          });
    }
  }

  @Property
  void excerptIsNeverLongerThanAskedFor(
      @ForAll String raw, @ForAll @StringLength(min = 1, max = 80) String length) {
    String shown = Excerpt.of(raw, length.length());

    assertThat(shown.length()).isLessThanOrEqualTo(length.length());
    assertThat(HiddenCharacters.first(shown)).isEmpty();
  }
}
