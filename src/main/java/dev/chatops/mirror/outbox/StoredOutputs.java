package dev.chatops.mirror.outbox;

import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.api.v1alpha1.CommandOutput;
import dev.chatops.chat.Attachment;
import dev.chatops.chat.DeliveryFailure;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// All that a command printed, where the operator stored it. Nothing is kept here, and few of these
/// texts are in memory at a time.
final class StoredOutputs {

  private static final Logger LOG = LoggerFactory.getLogger(StoredOutputs.class);
  private static final int AT_ONCE = 4;

  private final KubernetesClient client;
  private final Semaphore places = new Semaphore(AT_ONCE, true);

  StoredOutputs(KubernetesClient client) {
    this.client = client;
  }

  @FunctionalInterface
  interface Sender {
    void send(Attachment file) throws DeliveryFailure;
  }

  /// Sends all of it in place of the end; the end where there is no more to be had.
  ///
  /// @throws KubernetesClientException when the API server is away; it may answer later
  void send(ChatCommand command, Attachment end, Sender sender) throws DeliveryFailure {
    places.acquireUninterruptibly();
    try {
      sender.send(all(command).map(end::withText).orElse(end));
    } finally {
      places.release();
    }
  }

  private Optional<String> all(ChatCommand command) {
    String uid = command.getMetadata().getUid();
    return Optional.ofNullable(read(command))
        .filter(output -> output.getSpec().commandUid().equals(uid))
        .flatMap(output ->
            output
                .getSpec()
                .text()
                .map(text ->
                    Boolean.TRUE.equals(output.getSpec().truncated())
                        ? "(More was printed before this.)\n" + text
                        : text));
  }

  private @Nullable CommandOutput read(ChatCommand command) {
    try {
      return client
          .resources(CommandOutput.class)
          .inNamespace(command.getMetadata().getNamespace())
          .withName(command.getMetadata().getName())
          .get();
    } catch (KubernetesClientException e) {
      if (e.getCode() != HttpURLConnection.HTTP_FORBIDDEN) {
        throw e;
      }
      LOG.warn("Chat gets the end of an output only: {}", e.getMessage());
      return null;
    }
  }
}
