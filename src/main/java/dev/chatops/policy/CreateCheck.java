package dev.chatops.policy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatops.api.v1alpha1.CreateAction;
import dev.chatops.api.v1alpha1.Group;
import java.util.Map;
import java.util.regex.Pattern;

/// Whether the object of `create` is one that a command may make.
record CreateCheck(TemplateCheck templates) {

  private static final Pattern VERSION =
      Pattern.compile("([a-z0-9]([-a-z0-9.]*[a-z0-9])?/)?v[a-z0-9]+");
  private static final Pattern KIND = Pattern.compile("[A-Z][A-Za-z0-9]{0,62}");

  /// What a restore of a snapshot makes.
  private static final String CLAIM = "PersistentVolumeClaim";

  private static final String RUNS_PROGRAMS = "would run programs with arguments in them; use job.";

  /// By group; what is not listed is judged by RBAC alone.
  private static final Map<String, String> REFUSED =
      Map.of(
          "",
          "the kinds of the core group are not made by commands.",
          "apps",
          RUNS_PROGRAMS,
          "batch",
          RUNS_PROGRAMS,
          "rbac.authorization.k8s.io",
          "rights are not given by commands.",
          Group.NAME,
          "commands do not make what commands are judged by.");

  void check(CreateAction create, String place) {
    JsonNode template = create.template();
    String at = place + ".template";
    if (!objects().size(template, at)) {
      return;
    }
    kind(template, at);
    objects().metadata(template, at);
    template
        .properties()
        .forEach(member -> {
          if (!CreateTemplate.FIXED.contains(member.getKey())) {
            objects().texts(member.getValue(), at + "." + member.getKey());
          } else {
            objects().constants(member.getValue(), at + "." + member.getKey());
          }
        });
    Outcomes.compile(create.outcome(), place + ".outcome", templates.found());
  }

  private void kind(JsonNode template, String place) {
    String version = template.path("apiVersion").asText();
    if (!VERSION.matcher(version).matches()) {
      report(place + ".apiVersion", "must be the group and version, such as velero.io/v1.");
      return;
    }
    if (!KIND.matcher(template.path("kind").asText()).matches()) {
      report(place + ".kind", "must be a kind, such as Backup.");
    }
    String why = REFUSED.get(version.contains("/") ? version.split("/", 2)[0] : "");
    if (why != null && !template.path("kind").asText().equals(CLAIM)) {
      report(place + ".apiVersion", why);
    }
  }

  private ObjectCheck objects() {
    return new ObjectCheck(templates);
  }

  private void report(String place, String message) {
    objects().report(place, message);
  }
}
