package dev.chatops.command;

import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.api.v1alpha1.CommandOutput;
import dev.chatops.api.v1alpha1.CommandOutputSpec;
import dev.chatops.api.v1alpha1.Reason;
import dev.chatops.output.FullText;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps all that a command printed beside it, as a [CommandOutput], where its status holds a part
/// and chat is going to be told. Call it before the status is written that speaks of it.
///
/// Whatever goes wrong here, the command ends as it does. Few texts are in memory at a time; who
/// waits too long for a place goes without.
final class Archive {

  private static final Logger LOG = LoggerFactory.getLogger(Archive.class);
  private static final int AT_ONCE = 2;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final KubernetesClient client;
  private final Audience audience;
  private final Semaphore places = new Semaphore(AT_ONCE, true);

  Archive(KubernetesClient client, Audience audience) {
    this.client = client;
    this.audience = audience;
  }

  /// @param reason how the command ends
  /// @param all is asked where it is needed
  /// @return whether it is stored
  boolean keep(ChatCommand command, Dossier dossier, Reason reason, Supplier<FullText> all) {
    try {
      return audience.of(command, dossier, reason) && inTurn(command, all);
    } catch (KubernetesClientException e) {
      LOG.warn(
          "All of the output of {}/{} is not stored, chat gets the end of it: {}",
          command.getMetadata().getNamespace(),
          command.getMetadata().getName(),
          Denials.message(e));
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private boolean inTurn(ChatCommand command, Supplier<FullText> all) throws InterruptedException {
    if (!places.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
      return false;
    }
    try {
      FullText text = all.get();
      return !text.isEmpty() && store(command, text);
    } finally {
      places.release();
    }
  }

  /// Once: what another pass stored before it was killed stays.
  private boolean store(ChatCommand command, FullText text) {
    String uid = command.getMetadata().getUid();
    var output = new CommandOutput();
    output.setMetadata(
        new ObjectMetaBuilder()
            .withName(command.getMetadata().getName())
            .withNamespace(command.getMetadata().getNamespace())
            .addNewOwnerReference()
            .withApiVersion(command.getApiVersion())
            .withKind(command.getKind())
            .withName(command.getMetadata().getName())
            .withUid(uid)
            .endOwnerReference()
            .build());
    output.setSpec(CommandOutputSpec.of(uid, text.text(), text.truncated()));
    try {
      client.resource(output).create();
      return true;
    } catch (KubernetesClientException e) {
      if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
        throw e;
      }
      CommandOutput there = client.resource(output).get();
      return there != null && there.getSpec().commandUid().equals(uid);
    }
  }
}
