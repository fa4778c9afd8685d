package dev.chatops.policy;

import dev.chatops.api.v1alpha1.RestoreAction;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// A text that becomes the name of an object and, with it, a part of a path of the API.
record NamePlace(Template text) {

  static Stream<NamePlace> of(RestoreAction restore) {
    return Stream.of(restore.from(), restore.into())
        .flatMap(text -> Template.parse(text).stream())
        .map(NamePlace::new);
  }

  Optional<String> misfit(Map<String, String> values) {
    return misfit(text.fill(values));
  }

  static Optional<String> misfit(String name) {
    return TargetCheck.dnsName(name)
        ? Optional.empty()
        : Optional.of(
            "%s cannot be a name: a-z, 0-9, - and . only, 253 characters at most."
                .formatted(Excerpt.quoted(name)));
  }
}
