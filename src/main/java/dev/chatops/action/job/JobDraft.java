package dev.chatops.action.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatops.action.Effect;
import dev.chatops.action.Excerpt;
import dev.chatops.action.Facts;
import dev.chatops.action.OwnObject;
import dev.chatops.action.Plan;
import dev.chatops.api.v1alpha1.Group;
import dev.chatops.api.v1alpha1.PlannedChange;
import dev.chatops.api.v1alpha1.TargetRef;
import java.time.Duration;
import java.util.ArrayList;
import java.util.stream.Stream;

/// The one Job of one command, made from a template of its own or from that of a CronJob.
///
/// The same command and template give the same Job, at any time of planning. It goes by its own
/// time to live. Pods carry the label of the command as well: people look for them.
final class JobDraft {
  private static final String API_VERSION = "batch/v1";
  private static final String KIND = "Job";

  /// Kubernetes stops the Job so long before the command is given up, so that this end is seen.
  private static final Duration MARGIN = Duration.ofSeconds(5);

  private final ObjectNode job = JsonNodeFactory.instance.objectNode();
  private final Facts.Order order;

  private JobDraft(Facts.Order order) {
    this.order = order;
  }

  /// @param template with `metadata` and `spec`, as a CronJob's `jobTemplate` has them
  static JobDraft of(JsonNode template, Facts facts) {
    var draft = new JobDraft(facts.order());
    draft.job.put("apiVersion", API_VERSION).put("kind", KIND);
    ObjectNode metadata = draft.job.putObject("metadata");
    metadata.set("labels", copy(template.at("/metadata/labels")));
    metadata.set("annotations", copy(template.at("/metadata/annotations")));
    draft.job.set("spec", copy(template.path("spec")));
    draft.bound();
    draft
        .job
        .withObject("/spec/template/metadata/labels")
        .put(Group.COMMAND_UID, facts.commandUid());
    OwnObject.mark(draft.job, facts.order());
    return draft;
  }

  /// A command tries once unless the template says otherwise, and ends in its time.
  private void bound() {
    ObjectNode spec = job.withObject("/spec");
    if (!spec.has("backoffLimit")) {
      spec.put("backoffLimit", 0);
    }
    long limit = Math.max(1, order.limit().minus(MARGIN).toSeconds());
    long own = spec.path("activeDeadlineSeconds").asLong(limit);
    spec.put("activeDeadlineSeconds", Math.min(own, limit));
    spec.put("ttlSecondsAfterFinished", Math.min(order.kept().toSeconds(), Integer.MAX_VALUE));
    ObjectNode pod = job.withObject("/spec/template/spec");
    if (!pod.has("restartPolicy")) {
      pod.put("restartPolicy", "Never");
    }
    containers()
        .map(container -> (ObjectNode) container)
        .forEach(container ->
            container
                .withArray("/env")
                .addObject()
                .put("name", Group.COMMAND_UID_VARIABLE)
                .put("value", order.commandUid()));
  }

  /// @param title how the plan names what runs, such as `job migrate`
  Plan plan(String title) {
    var images = new ArrayList<String>();
    var changes = new ArrayList<PlannedChange>();
    containers()
        .forEach(container -> {
          String name = container.path("name").asText();
          String image = container.path("image").asText();
          images.add(image);
          changes.add(Plan.change("container " + name, "", image));
          container
              .path("env")
              .forEach(env -> {
                if (env.path("value").isTextual()
                    && !env.path("name").asText().equals(Group.COMMAND_UID_VARIABLE)) {
                  changes.add(
                      Plan.change(
                          Excerpt.of(name + " " + env.path("name").asText(), 255),
                          "",
                          env.path("value").asText()));
                }
              });
        });
    return new Plan(
        new TargetRef(API_VERSION, KIND, OwnObject.name(order), null),
        "run " + title + " with " + String.join(", ", images),
        changes,
        OwnObject.fingerprint(job),
        new Effect.Create(job.deepCopy()));
  }

  private Stream<JsonNode> containers() {
    return Stream.of("initContainers", "containers")
        .flatMap(list -> job.at("/spec/template/spec/" + list).valueStream())
        .filter(JsonNode::isObject);
  }

  private static ObjectNode copy(JsonNode object) {
    return object instanceof ObjectNode found
        ? found.deepCopy()
        : JsonNodeFactory.instance.objectNode();
  }
}
