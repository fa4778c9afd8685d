package dev.chatops.policy;

import dev.chatops.api.v1alpha1.ActionSpec;
import java.util.Optional;
import java.util.SortedMap;

/// What the places of an action demand of the values that are put there, beyond what the parameters
/// demand themselves.
record ActionPlaces(Optional<ImagePlaces> image, Optional<NumberPlace> number) {

  static ActionPlaces of(ActionSpec action, Parameters parameters) {
    return new ActionPlaces(
        Optional.ofNullable(action.deploy())
            .flatMap(deploy -> Template.parse(deploy.image()))
            .map(image -> ImagePlaces.of(image, parameters)),
        Optional.ofNullable(action.scale())
            .flatMap(scale -> NumberPlace.replicas(scale, parameters))
            .or(() ->
                Optional.ofNullable(action.rollback())
                    .flatMap(rollback -> NumberPlace.revision(rollback, parameters))));
  }

  /// The sentence about a value that does not fit its place.
  Optional<String> misfit(SortedMap<String, String> values) {
    return image
        .flatMap(places -> places.misfit(values))
        .or(() -> number.flatMap(place -> place.misfit(values)));
  }
}
