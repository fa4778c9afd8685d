package dev.chatops.policy;

import com.google.re2j.Pattern;
import dev.chatops.api.v1alpha1.ParameterType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;

/// Keeps every parameter in the part of an image reference in which the definition put it: a tag
/// must not bring a digest, a registry or another repository with it.
final class ImagePlaces {

  /// Parts of an image reference, with the characters that a parameter may put there.
  private enum Part {
    REFERENCE("an image", "[A-Za-z0-9._:/@+-]+", "letters, digits and . _ - : / @ +"),
    REPOSITORY("part of an image's repository", "[a-z0-9._-]+", "a-z, 0-9 and . _ -"),
    LISTED_REPOSITORY("part of an image's repository", "[a-z0-9._/-]+", "a-z, 0-9 and . _ - /"),
    REGISTRY("an image's registry", "[a-z0-9.-]+", "a-z, 0-9 and . -"),
    TAG("an image's tag", "[A-Za-z0-9._-]{1,128}", "128 letters, digits and . _ -"),
    DIGEST("an image's digest", "[A-Za-z0-9._:+-]+", "letters, digits and . _ - : +");

    private final String title;
    private final Pattern characters;
    private final String inWords;

    Part(String title, String characters, String inWords) {
      this.title = title;
      this.characters = Pattern.compile(characters);
      this.inWords = inWords;
    }
  }

  private record Place(String parameter, Part part) {

    Optional<String> misfit(String value) {
      return part.characters.matches(value)
          ? Optional.empty()
          : Optional.of(
              "%s cannot be %s: %s may have %s at most."
                  .formatted(Excerpt.quoted(value), part.title, parameter, part.inWords));
    }
  }

  private final List<Place> places;

  private ImagePlaces(List<Place> places) {
    this.places = places;
  }

  /// @param image names declared parameters only
  static ImagePlaces of(Template image, Parameters parameters) {
    Optional<String> whole = image.whole();
    if (whole.isPresent()) {
      return new ImagePlaces(List.of(new Place(whole.get(), Part.REFERENCE)));
    }
    int lastSlash = image.fill(name -> "x").lastIndexOf('/');
    var places = new ArrayList<Place>();
    var before = new StringBuilder();
    for (Template.Part part : image.parts()) {
      switch (part) {
        case Template.Part.Literal(String text) -> before.append(text);
        case Template.Part.Reference(String name) -> {
          places.add(new Place(name, part(before.toString(), lastSlash, name, parameters)));
          before.append('x');
        }
      }
    }
    return new ImagePlaces(places);
  }

  private static Part part(String before, int lastSlash, String name, Parameters parameters) {
    if (before.contains("@")) {
      return Part.DIGEST;
    }
    if (before.lastIndexOf(':') > lastSlash) {
      return Part.TAG;
    }
    CompiledParameter parameter = parameters.get(name);
    if (parameter != null && parameter.declared().kind() == ParameterType.ENUM) {
      return Part.LISTED_REPOSITORY;
    }
    return lastSlash >= 0 && !before.contains("/") ? Part.REGISTRY : Part.REPOSITORY;
  }

  /// The sentence about the first value that would leave its part.
  Optional<String> misfit(SortedMap<String, String> values) {
    return places.stream()
        .flatMap(place -> place.misfit(values.getOrDefault(place.parameter(), "")).stream())
        .findFirst();
  }

  /// What keeps the template from ever being an image.
  static Optional<String> problem(Template image, Parameters parameters) {
    String sample = image.fill(name -> "x");
    if (!Part.REFERENCE.characters.matches(sample)) {
      return Optional.of(
          "%s cannot be %s: %s only."
              .formatted(Excerpt.quoted(sample), Part.REFERENCE.title, Part.REFERENCE.inWords));
    }
    if (!repository(sample).equals(repository(sample).toLowerCase(Locale.ROOT))) {
      return Optional.of("the repository of an image has lower-case letters only.");
    }
    return of(image, parameters).places.stream()
        .flatMap(place -> problems(place, parameters))
        .findFirst();
  }

  private static Stream<String> problems(Place place, Parameters parameters) {
    return place.part() == Part.REGISTRY
        ? Stream.of(
            "%s would choose the registry; only an enum may stand before the first /."
                .formatted(place.parameter()))
        : writtenValues(place, parameters).flatMap(value -> place.misfit(value).stream());
  }

  /// The path after the registry; the name of a registry may have upper-case letters.
  private static String repository(String image) {
    String path = image.replaceFirst("@.*$", "").replaceFirst(":[^/]*$", "");
    return path.substring(path.indexOf('/') + 1);
  }

  private static Stream<String> writtenValues(Place place, Parameters parameters) {
    CompiledParameter parameter = parameters.get(place.parameter());
    return parameter == null
        ? Stream.empty()
        : Stream.concat(
            parameter.allowedValues().stream(),
            Stream.ofNullable(parameter.declared().defaultValue()));
  }
}
