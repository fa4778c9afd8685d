package dev.chatops.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The places in the template of a Job that may hold parameters: the image and the env values of
/// its containers.
///
/// @param images places of images
/// @param values places of env values
record JobTemplate(List<Place> images, List<Place> values) {
  static final List<String> CONTAINERS = List.of("initContainers", "containers");

  /// One text in the template.
  ///
  /// @param path as people write it, from the template on
  record Place(ObjectNode parent, String member, String path) {
    String text() {
      return parent.path(member).asText();
    }
  }

  static JobTemplate of(JsonNode template) {
    var images = new ArrayList<Place>();
    var values = new ArrayList<Place>();
    for (String list : CONTAINERS) {
      String path = "spec.template.spec." + list;
      objects(template.at("/spec/template/spec/" + list), path)
          .forEach((at, container) -> {
            add(container, "image", at, images);
            objects(container.path("env"), at + ".env")
                .forEach((place, env) -> add(env, "value", place, values));
          });
    }
    return new JobTemplate(List.copyOf(images), List.copyOf(values));
  }

  /// A copy of the template with every place filled.
  ///
  /// In an env value a `$` is doubled, as Kubernetes would else expand `$(NAME)` to another
  /// variable of the container, a secret one perhaps.
  static ObjectNode filled(ObjectNode template, Map<String, String> arguments) {
    ObjectNode copy = template.deepCopy();
    JobTemplate places = of(copy);
    places.images.forEach(
        image -> put(image, Template.parse(image.text()).orElseThrow().fill(arguments)));
    places.values.forEach(value ->
        put(
            value,
            Template.parse(value.text())
                .orElseThrow()
                .fill(name -> arguments.getOrDefault(name, "").replace("$", "$$"))));
    return copy;
  }

  private static void put(Place place, String text) {
    place.parent().put(place.member(), text);
  }

  private static void add(ObjectNode parent, String member, String path, List<Place> places) {
    if (parent.path(member).isTextual()) {
      places.add(new Place(parent, member, path + "." + member));
    }
  }

  private static Map<String, ObjectNode> objects(JsonNode list, String path) {
    var found = new LinkedHashMap<String, ObjectNode>();
    if (list instanceof ArrayNode items) {
      for (int i = 0; i < items.size(); i++) {
        if (items.get(i) instanceof ObjectNode object) {
          found.put(path + "[" + i + "]", object);
        }
      }
    }
    return found;
  }
}
