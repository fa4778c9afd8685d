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

/// The keys in the Secret `chatops-signing` of the gateway's namespace, by their ids.
///
/// The Secret is installed empty and filled in here: a gateway that may create Secrets could make
/// one that holds the token of another service account.
public final class SigningKeys {

  /// In bytes, as long as the hash.
  static final int LENGTH = 32;

  private static final String NAME = "chatops-signing";
  private static final String FIRST = "key-1";

  private SigningKeys() {}

  /// Reads the keys, and makes the first one where there is none. Blocks.
  ///
  /// @return at least one
  /// @throws IllegalStateException where the Secret is not there, or a key is too short
  public static SortedMap<String, byte[]> read(KubernetesClient client, String namespace) {
    Secret secret = client.secrets().inNamespace(namespace).withName(NAME).get();
    if (secret == null) {
      throw new IllegalStateException(
          "There is no Secret %s/%s: apply manifests/install again.".formatted(namespace, NAME));
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
                "Key %s of Secret %s is too short: it needs %d bytes.".formatted(id, NAME, LENGTH));
          }
          keys.put(id, key);
        });
    if (keys.isEmpty()) {
      throw new IllegalStateException("Secret " + NAME + " has no key: add one of 32 bytes.");
    }
    return keys;
  }

  private static Map<String, String> data(Secret secret) {
    return secret.getData() == null ? Map.of() : secret.getData();
  }
}
