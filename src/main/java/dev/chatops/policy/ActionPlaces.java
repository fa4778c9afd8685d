package dev.chatops.policy;

import dev.chatops.api.v1alpha1.ActionSpec;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;

/// What the places of an action demand of the values that are put there, beyond what the parameters
/// demand themselves.
record ActionPlaces(List<ImagePlaces> images, Optional<NumberPlace> number, List<NamePlace> names) {

  static ActionPlaces of(ActionSpec action, Parameters parameters) {
    return new ActionPlaces(
        images(action)
            .flatMap(image -> Template.parse(image).stream())
            .map(image -> ImagePlaces.of(image, parameters))
            .toList(),
        Optional.ofNullable(action.scale())
            .flatMap(scale -> NumberPlace.replicas(scale, parameters))
            .or(() ->
                Optional.ofNullable(action.rollback())
                    .flatMap(rollback -> NumberPlace.revision(rollback, parameters))),
        Stream.ofNullable(action.restore()).flatMap(NamePlace::of).toList());
  }

  private static Stream<String> images(ActionSpec action) {
    if (action.deploy() != null) {
      return Stream.of(action.deploy().image());
    }
    return action.job() == null
        ? Stream.empty()
        : JobTemplate.of(action.job().template()).images().stream().map(JobTemplate.Place::text);
  }

  /// The sentence about a value that does not fit its place.
  Optional<String> misfit(SortedMap<String, String> values) {
    return images.stream()
        .flatMap(places -> places.misfit(values).stream())
        .findFirst()
        .or(() -> number.flatMap(place -> place.misfit(values)))
        .or(() -> names.stream().flatMap(place -> place.misfit(values).stream()).findFirst());
  }
}
