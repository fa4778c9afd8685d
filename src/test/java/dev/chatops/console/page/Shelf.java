package dev.chatops.console.page;

import dev.chatops.api.v1alpha1.AllowedCommand;
import dev.chatops.policy.Compiled;
import dev.chatops.policy.Definition;
import dev.chatops.testing.Manifests;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// The definitions of the shipped examples.
final class Shelf {

  private Shelf() {}

  /// By name; all may be run but those that are named.
  static List<Offer> offers(String... forbidden) {
    return Stream.of("examples/shop", "examples/approval")
        .flatMap(folder -> Manifests.files(folder).stream())
        .filter(file -> file.toString().contains(".AllowedCommand."))
        .map(Shelf::definition)
        .map(each -> new Offer(each, !List.of(forbidden).contains(each.name())))
        .sorted(Comparator.comparing(Offer::name))
        .toList();
  }

  static Definition definition(String name) {
    return offers().stream()
        .map(Offer::definition)
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static Definition definition(Path file) {
    var command = Serialization.unmarshal(Manifests.read(file), AllowedCommand.class);
    return ((Compiled.Usable)
            Definition.compile(command.getMetadata().getName(), command.getSpec()))
        .definition();
  }
}
