package dev.chatops.intake.token;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The keys in a Secret of our own namespace, by their ids: `chatops-signing` of the gateway, and
/// `chatops-console` of the console.
///
/// The Secret is installed empty and filled in here: who may create Secrets could make one that
/// holds the token of another service account.
public final class SigningKeys {

  /// In bytes, as long as the hash.
  static final int LENGTH = 32;

  private static final String GATEWAY = "chatops-signing";
  private static final String FIRST = "key-1";

  private SigningKeys() {}

  /// Those of the gateway, as in [#read(KubernetesClient, String, String)].
  public static SortedMap<String, byte[]> read(KubernetesClient client, String namespace) {
    return read(client, namespace, GATEWAY);
  }

  /// Reads the keys, and makes the first one where there is none. Blocks.
  ///
  /// @param name of the Secret
  /// @return at least one
  /// @throws IllegalStateException where the Secret is not there, or a key is too short
  public static SortedMap<String, byte[]> read(
      KubernetesClient client, String namespace, String name) {
    Secret secret = client.secrets().inNamespace(namespace).withName(name).get();
    if (secret == null) {
      throw new IllegalStateException(
          "There is no Secret %s/%s: apply manifests/install again.".formatted(namespace, name));
    }
    return data(secret).isEmpty() ? fill(client, secret) : keys(secret);
  }

  /// Another replica may be first; then its key counts.
  private static SortedMap<String, byte[]> fill(KubernetesClient client, Secret secret) {
    byte[] key = new byte[LENGTH];
    new SecureRandom().nextBytes(key);
    secret.setData(new HashMap<>(Map.of(FIRST, Base64.getEncoder().encodeToString(key))));
    try {
      return keys(client.resource(secret).update());
    } catch (KubernetesClientException e) {
      if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
        throw e;
      }
      return keys(client.resource(secret).get());
    }
  }

  private static SortedMap<String, byte[]> keys(Secret secret) {
    var keys = new TreeMap<String, byte[]>();
    data(secret)
        .forEach((id, encoded) -> {
          byte[] key = Base64.getDecoder().decode(encoded);
          if (key.length < LENGTH) {
            throw new IllegalStateException(
                "Key %s of Secret %s is too short: it needs %d bytes."
                    .formatted(id, secret.getMetadata().getName(), LENGTH));
          }
          keys.put(id, key);
        });
    if (keys.isEmpty()) {
      throw new IllegalStateException(
          "Secret " + secret.getMetadata().getName() + " has no key: add one of 32 bytes.");
    }
    return keys;
  }

  private static Map<String, String> data(Secret secret) {
    return secret.getData() == null ? Map.of() : secret.getData();
  }
}
