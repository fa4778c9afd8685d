package dev.chatops.policy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatops.api.v1alpha1.Group;
import dev.chatops.api.v1alpha1.JobAction;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Whether the template of a Job is one that runs once, and holds parameters only where they may
/// stand. What else a Job may look like, the API server knows.
///
/// @param runner the account that the definition acts as
record JobCheck(TemplateCheck templates, String runner) {
  private static final String ONCE = "a command runs one pod at a time, once; remove it.";

  /// What the operator sets itself, or what would make more of it than one run.
  private static final Map<String, String> NOT_IN_SPEC =
      Map.of(
          "activeDeadlineSeconds", "set spec.timeout of the definition instead.",
          "ttlSecondsAfterFinished", "set spec.ttlAfterFinished of the definition instead.",
          "parallelism", ONCE,
          "completions", ONCE,
          "completionMode", ONCE,
          "successPolicy", ONCE,
          "suspend", "a command starts its Job at once; remove it.",
          "selector", "Kubernetes chooses the selector; remove it.",
          "manualSelector", "Kubernetes chooses the selector; remove it.",
          "managedBy", "the controller of Kubernetes runs it; remove it.");

  void check(JobAction job, String place) {
    JsonNode template = job.template();
    if (!objects().size(template, place)) {
      return;
    }
    constant(template, "apiVersion", "batch/v1", place);
    constant(template, "kind", "Job", place);
    objects().known(template, Set.of("apiVersion", "kind", "metadata", "spec"), place);
    objects().metadata(template, place);
    if (!shape(template, place)) {
      return;
    }
    JsonNode spec = template.path("spec");
    NOT_IN_SPEC.forEach((member, why) -> {
      if (spec.has(member)) {
        report(place + ".spec." + member, why);
      }
    });
    pod(spec.path("template").path("spec"), place + ".spec.template.spec");
    parameters(template, place);
  }

  private void constant(JsonNode template, String member, String only, String place) {
    if (template.has(member) && !template.path(member).asText().equals(only)) {
      report(place + "." + member, "must be " + only + ", or left out.");
    }
  }

  /// What is looked into below, and written into when a Job is made of it.
  private boolean shape(JsonNode template, String place) {
    JsonNode pod = template.at("/spec/template");
    String at = place + ".spec.template";
    if (!objects().isObject(template.path("spec"), place + ".spec")
        || !objects().isObject(pod, at)
        || !objects().isObject(pod.path("metadata"), at + ".metadata")
        || !objects().isObject(pod.at("/metadata/labels"), at + ".metadata.labels")
        || !objects().isObject(pod.path("spec"), at + ".spec")) {
      return false;
    }
    boolean fits = true;
    for (String list : JobTemplate.CONTAINERS) {
      JsonNode containers = pod.path("spec").path(list);
      String listed = at + ".spec." + list;
      fits &= objects().areObjects(containers, listed);
      for (int i = 0; i < containers.size(); i++) {
        fits &= objects().areObjects(containers.path(i).path("env"), listed + "[" + i + "].env");
      }
    }
    return fits;
  }

  private void pod(JsonNode pod, String place) {
    if (!pod.path("containers").isArray() || pod.path("containers").isEmpty()) {
      report(place + ".containers", "must have at least one container.");
    }
    if (pod.has("restartPolicy") && !pod.path("restartPolicy").asText().equals("Never")) {
      report(
          place + ".restartPolicy",
          "must be Never, or left out; set spec.backoffLimit of the Job for retries.");
    }
    for (String account : Set.of("serviceAccountName", "serviceAccount")) {
      if (pod.has(account) && !pod.path(account).asText().equals(runner)) {
        report(
            place + "." + account,
            "must be %s, the account of the definition, or left out.".formatted(runner));
      }
    }
  }

  private void parameters(JsonNode template, String place) {
    JobTemplate places = JobTemplate.of(template);
    for (var image : places.images()) {
      String at = place + "." + image.path();
      templates
          .filledAlways(image.text(), at)
          .flatMap(text -> ImagePlaces.problem(text, templates.parameters()))
          .ifPresent(message -> templates.report("InvalidImage", at, message));
    }
    for (var value : places.values()) {
      var _ = templates.filledAlways(value.text(), place + "." + value.path());
      if (value.parent().path("name").asText().equals(Group.COMMAND_UID_VARIABLE)) {
        report(place + "." + value.path(), "the operator sets " + Group.COMMAND_UID_VARIABLE + ".");
      }
    }
    var allowed =
        Stream.concat(places.images().stream(), places.values().stream())
            .map(JobTemplate.Place::path)
            .collect(Collectors.toSet());
    misplaced(template, "", allowed, place);
  }

  /// A `${NAME}` that is no parameter belongs to a shell; one that is would stay as it is.
  private void misplaced(JsonNode node, String path, Set<String> allowed, String place) {
    if (node.isTextual() && !allowed.contains(path)) {
      Template.parse(node.asText()).stream()
          .flatMap(text -> text.parameters().stream())
          .filter(name -> templates.parameters().get(name) != null)
          .findFirst()
          .ifPresent(name ->
              templates.report(
                  "MisplacedParameter",
                  place + "." + path,
                  "no parameter may stand here; give %s to the container by env, and write $(NAME)"
                          .formatted(name)
                      + " in its args."));
      return;
    }
    node.properties()
        .forEach(member ->
            misplaced(
                member.getValue(),
                path.isEmpty() ? member.getKey() : path + "." + member.getKey(),
                allowed,
                place));
    if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        misplaced(node.get(i), path + "[" + i + "]", allowed, place);
      }
    }
  }

  private ObjectCheck objects() {
    return new ObjectCheck(templates);
  }

  private void report(String place, String message) {
    objects().report(place, message);
  }
}
