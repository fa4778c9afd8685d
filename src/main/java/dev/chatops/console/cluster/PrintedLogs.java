package dev.chatops.console.cluster;

import dev.chatops.console.session.Session;
import dev.chatops.output.Legible;
import dev.chatops.output.Redaction;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What the Pods of a Job have printed, read as the person who asks: legible, and without what
/// looks like a secret. Nobody else's rights are used, so this process needs none.
public final class PrintedLogs {

  /// The beginning of each container's log.
  private static final int BYTES = 1024 * 1024;

  private static final long PODS = 10;
  private static final String JOB = "batch.kubernetes.io/job-name";

  private final Gate gate;

  public PrintedLogs(Gate gate) {
    this.gate = gate;
  }

  /// @return empty where there is no Pod any more
  /// @throws KubernetesClientException 403 where the person may not list Pods, or read their logs
  public String ofJob(Session session, String namespace, String job) {
    KubernetesClient person = gate.as(session.token());
    return person
        .pods()
        .inNamespace(namespace)
        .withLabel(JOB, job)
        .list(new ListOptionsBuilder().withLimit(PODS).build())
        .getItems()
        .stream()
        .sorted(Comparator.comparing(pod -> pod.getMetadata().getCreationTimestamp()))
        .flatMap(pod -> containers(pod).map(container -> log(person, pod, container)))
        .collect(Collectors.joining("\n"));
  }

  private static Stream<String> containers(Pod pod) {
    return Stream.concat(
            pod.getSpec().getInitContainers().stream(), pod.getSpec().getContainers().stream())
        .map(Container::getName);
  }

  private static String log(KubernetesClient person, Pod pod, String container) {
    String log = raw(person, pod, container);
    boolean cut = log.getBytes(StandardCharsets.UTF_8).length >= BYTES;
    // Half a line may end in half a secret, which would not be known for one.
    String whole = cut ? log.substring(0, log.lastIndexOf('\n') + 1) : log;
    return "==> %s, container %s <==\n%s\n%s"
        .formatted(
            pod.getMetadata().getName(),
            container,
            Redaction.of(Legible.lines(whole)).stripTrailing(),
            cut ? "(cut after 1 MiB; kubectl logs shows the rest)\n" : "");
  }

  private static String raw(KubernetesClient person, Pod pod, String container) {
    try {
      // null stands for 404
      return Objects.requireNonNullElse(
          person.raw(
              "/api/v1/namespaces/%s/pods/%s/log?container=%s&limitBytes=%d"
                  .formatted(
                      pod.getMetadata().getNamespace(),
                      pod.getMetadata().getName(),
                      container,
                      BYTES)),
          "");
    } catch (KubernetesClientException e) {
      if (e.getCode() == HttpURLConnection.HTTP_BAD_REQUEST) {
        // It has not started.
        return "";
      }
      throw e;
    }
  }
}
