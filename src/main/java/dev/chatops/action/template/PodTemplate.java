package dev.chatops.action.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatops.action.Workload;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The pod template of a Deployment, StatefulSet or DaemonSet, or of a revision of one.
public record PodTemplate(JsonNode json) {

  public static PodTemplate of(Workload workload) {
    return new PodTemplate(workload.spec().path("template"));
  }

  /// Init containers first: they run first.
  public List<Container> containers() {
    return Stream.of("initContainers", "containers").flatMap(this::in).toList();
  }

  public Optional<Container> container(String name) {
    return containers().stream().filter(c -> c.name().equals(name)).findFirst();
  }

  /// SHA-256, 64 hexadecimal digits. The order of members and members that are null do not count.
  public String fingerprint() {
    try {
      byte[] text = canonical(json).toString().getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  public boolean sameAs(PodTemplate other) {
    return fingerprint().equals(other.fingerprint());
  }

  private Stream<Container> in(String list) {
    JsonNode items = json.path("spec").path(list);
    return IntStream.range(0, items.size()).mapToObj(i -> new Container(list, i, items.get(i)));
  }

  private static JsonNode canonical(JsonNode node) {
    if (node.isArray()) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      node.forEach(item -> array.add(canonical(item)));
      return array;
    }
    if (node.isObject()) {
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      node.properties().stream()
          .filter(member -> !member.getValue().isNull())
          .sorted(java.util.Map.Entry.comparingByKey())
          .forEach(member -> object.set(member.getKey(), canonical(member.getValue())));
      return object;
    }
    return node;
  }
}
