package dev.chatops.action.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatops.action.Workload;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;

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
    return DigestUtils.sha256Hex(canonical(json).toString());
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
