package dev.chatops.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatops.api.v1alpha1.Approval;
import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.api.v1alpha1.Reason;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.HttpURLConnection;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells the world what became of a command: an audit line for each transition, a Kubernetes Event
/// for the start and the end, a counter for the end.
///
/// Events are best effort: they are lost when the process dies right after the status write, and
/// never repeated.
final class Journal {

  private static final Logger LOG = LoggerFactory.getLogger(Journal.class);
  private static final Logger AUDIT = LoggerFactory.getLogger("dev.chatops.audit");
  private static final String COMPONENT = "chatops-operator";

  private final KubernetesClient client;
  private final MeterRegistry meters;
  private final ObjectMapper json = new ObjectMapper();

  Journal(KubernetesClient client, MeterRegistry meters) {
    this.client = client;
    this.meters = meters;
  }

  /// Call once the outcome is stored.
  void record(ChatCommand command, Outcome outcome, Instant now) {
    audit(command, outcome, now);
    if (outcome.reason().terminal()) {
      announce(command, outcome.reason(), outcome.message(), now);
      meters.counter("chatops.commands.finished", "reason", outcome.reason().word()).increment();
    }
  }

  /// The audit line alone, in the words of the API.
  void audit(ChatCommand command, Outcome outcome, Instant now) {
    var spec = command.getSpec();
    ObjectNode line = json.createObjectNode();
    line.put("time", now.toString());
    line.put("namespace", command.getMetadata().getNamespace());
    line.put("name", command.getMetadata().getName());
    line.put("uid", command.getMetadata().getUid());
    line.put("command", spec.command());
    line.set("mode", json.valueToTree(spec.wanted()));
    line.put("requester", spec.requester().username());
    if (spec.origin() != null) {
      line.put("platform", spec.origin().platform());
      line.put("workspace", spec.origin().workspace());
      line.put("channel", spec.origin().channel());
    }
    if (spec.reason() != null) {
      line.put("because", spec.reason());
    }
    line.put("state", outcome.reason().word());
    line.put("message", StatusSummary.cut(outcome.message()));
    var dossier = outcome.dossier();
    if (dossier.plan() != null) {
      line.put("target", dossier.targetKey());
      line.put("planDigest", dossier.plan().digest());
      if (dossier.plan().caution() != null) {
        line.put("caution", dossier.plan().caution());
      }
    }
    for (Approval approval : dossier.approvals()) {
      ObjectNode decision = line.withArray("decisions").addObject();
      decision.set("decision", json.valueToTree(approval.decision()));
      decision
          .put("username", approval.username())
          .put("person", approval.person())
          .put("platform", approval.platform())
          .put("planDigest", approval.planDigest())
          .put("at", approval.at().toString());
    }
    if (dossier.overriddenFreeze() != null) {
      line.put("freezeOverridden", dossier.overriddenFreeze());
    }
    if (dossier.resolved() != null) {
      line.put("serviceAccount", dossier.resolved().serviceAccountName());
    }
    AUDIT.info(line.toString());
  }

  /// The Kubernetes Event alone.
  void announce(ChatCommand command, Reason reason, String message, Instant now) {
    boolean warning =
        reason.state() == Reason.State.FAILED || reason.state() == Reason.State.REFUSED;
    event(command, reason.word(), message, warning ? "Warning" : "Normal", now);
  }

  /// An Event that nobody is to overlook.
  void warn(ChatCommand command, String reason, String message, Instant now) {
    event(command, reason, message, "Warning", now);
  }

  private void event(ChatCommand command, String reason, String message, String type, Instant now) {
    String at = now.truncatedTo(ChronoUnit.SECONDS).toString();
    var event =
        new EventBuilder()
            .withNewMetadata()
            .withNamespace(command.getMetadata().getNamespace())
            .withName(
                "cc-" + command.getMetadata().getUid() + "." + reason.toLowerCase(Locale.ROOT))
            .endMetadata()
            .withInvolvedObject(
                new ObjectReferenceBuilder()
                    .withApiVersion(command.getApiVersion())
                    .withKind(command.getKind())
                    .withNamespace(command.getMetadata().getNamespace())
                    .withName(command.getMetadata().getName())
                    .withUid(command.getMetadata().getUid())
                    .withResourceVersion(command.getMetadata().getResourceVersion())
                    .build())
            .withReason(reason)
            .withMessage(StatusSummary.cut(message))
            .withType(type)
            .withNewSource()
            .withComponent(COMPONENT)
            .endSource()
            .withFirstTimestamp(at)
            .withLastTimestamp(at)
            .withCount(1)
            .withReportingComponent(COMPONENT)
            .build();
    try {
      client.resource(event).create();
    } catch (KubernetesClientException e) {
      if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
        LOG.warn("Event {} not recorded: {}", reason, Denials.message(e));
      }
    }
  }
}
