package dev.chatops.action.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatops.action.Effect;
import dev.chatops.action.Excerpt;
import dev.chatops.action.Facts;
import dev.chatops.action.Plan;
import dev.chatops.api.v1alpha1.Group;
import dev.chatops.api.v1alpha1.PlannedChange;
import dev.chatops.api.v1alpha1.TargetRef;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.stream.Stream;

/// The one Job of one command, made from a template of its own or from that of a CronJob.
///
/// The same command and template give the same Job, at any time of planning. It has no owner, which
/// could delete it before its end was seen, and goes by its own time to live.
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
    ObjectNode metadata = draft.job.putObject("metadata").put("name", draft.name());
    metadata.set("labels", copy(template.at("/metadata/labels")));
    metadata.set("annotations", copy(template.at("/metadata/annotations")));
    draft.job.set("spec", copy(template.path("spec")));
    draft.bound();
    draft.mark();
    return draft;
  }

  /// For the digest and the mark, and such that no two commands share one.
  private String name() {
    return "cc-" + order.commandUid();
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
    spec.put("ttlSecondsAfterFinished", order.kept().toSeconds());
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

  /// Pods carry the label as well: people look for them.
  private void mark() {
    job.withObject("/metadata/labels").put(Group.COMMAND_UID, order.commandUid());
    job.withObject("/spec/template/metadata/labels").put(Group.COMMAND_UID, order.commandUid());
    job.withObject("/metadata/annotations")
        .put(Group.LAST_COMMAND, order.commandUid())
        .put(Group.TEMPLATE, fingerprint());
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
        new TargetRef(API_VERSION, KIND, name(), null),
        "run " + title + " with " + String.join(", ", images),
        changes,
        job.at("/metadata/annotations").path(Group.TEMPLATE).asText(),
        new Effect.Create(job.deepCopy()));
  }

  private Stream<JsonNode> containers() {
    return Stream.of("initContainers", "containers")
        .flatMap(list -> job.at("/spec/template/spec/" + list).valueStream())
        .filter(JsonNode::isObject);
  }

  /// SHA-256 over the Job as it stands.
  private String fingerprint() {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256")
                  .digest(job.toString().getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ObjectNode copy(JsonNode object) {
    return object instanceof ObjectNode found
        ? found.deepCopy()
        : JsonNodeFactory.instance.objectNode();
  }
}
