package dev.chatops.console.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatops.console.session.Session;
import dev.chatops.engine.Procedure.Kind;
import dev.chatops.policy.Excerpt;
import io.fabric8.kubernetes.api.model.APIResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Objects of engines, read as the person who asks for them. Nobody else's rights are used, so this
/// process needs none.
public final class SavedObjects {

  /// So many of a kind are read.
  public static final int READ = 1000;

  private static final int PAGE = 500;
  private static final int LONGEST = 256;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Gate gate;

  public SavedObjects(Gate gate) {
    this.gate = gate;
  }

  /// What came of reading one kind.
  public sealed interface Listing {
    /// @param complete false where there are more than were read
    record Found(List<JsonNode> objects, boolean complete) implements Listing {}

    /// @param resource with its group, as kubectl names it
    record Denied(String resource) implements Listing {}

    /// The API server does not know the kind.
    record NotInstalled() implements Listing {}

    /// The API server knows the kind and cannot serve it.
    record Broken(String message) implements Listing {}
  }

  /// @throws KubernetesClientException where the API server does not answer, or does not know the
  ///   person
  public Listing in(Session session, String namespace, Kind kind) {
    KubernetesClient person = gate.as(session.token());
    String group = kind.apiVersion().substring(0, kind.apiVersion().indexOf('/'));
    String plural = kind.kind().toLowerCase(Locale.ROOT);
    try {
      Optional<String> known = plural(person, kind);
      if (known.isEmpty()) {
        return new Listing.NotInstalled();
      }
      plural = known.get();
      return read(
          person, "/apis/%s/namespaces/%s/%s".formatted(kind.apiVersion(), namespace, plural));
    } catch (KubernetesClientException e) {
      return switch (e.getCode()) {
        case 0, HttpURLConnection.HTTP_UNAUTHORIZED -> throw e;
        case HttpURLConnection.HTTP_FORBIDDEN -> new Listing.Denied(plural + "." + group);
        default -> new Listing.Broken(Excerpt.of(message(e), LONGEST));
      };
    }
  }

  private static Optional<String> plural(KubernetesClient person, Kind kind) {
    var resources = person.getApiResources(kind.apiVersion());
    return resources == null
        ? Optional.empty()
        : resources.getResources().stream()
            .filter(one -> one.getKind().equals(kind.kind()) && !one.getName().contains("/"))
            .map(APIResource::getName)
            .findFirst();
  }

  private static Listing read(KubernetesClient person, String path) {
    var objects = new ArrayList<JsonNode>();
    String next = "";
    do {
      String body = person.raw(path + "?limit=" + PAGE + next);
      if (body == null) {
        return new Listing.NotInstalled();
      }
      JsonNode page = parsed(body);
      page.path("items").forEach(objects::add);
      String token = page.at("/metadata/continue").asText();
      next = token.isEmpty() ? "" : "&continue=" + URLEncoder.encode(token, StandardCharsets.UTF_8);
    } while (!next.isEmpty() && objects.size() < READ);
    return new Listing.Found(objects, next.isEmpty());
  }

  private static JsonNode parsed(String body) {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      throw new KubernetesClientException("The API server's answer is no JSON.", e);
    }
  }

  private static String message(KubernetesClientException e) {
    String message = e.getStatus() == null ? e.getMessage() : e.getStatus().getMessage();
    return message == null ? "status " + e.getCode() : message;
  }
}
