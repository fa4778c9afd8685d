package dev.chatops.action.template;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Name of a container image.
///
/// The grammar is that of the [distribution
/// project](https://pkg.go.dev/github.com/distribution/reference), narrower in two points: a first
/// component is a registry only if it has a dot or a port or is `localhost`, so that no upper case
/// passes as a registry; and a digest is sha256 or sha512.
///
/// @param repository with the registry, if there is one, such as `ghcr.io/acme/web`
/// @param tag such as `1.4.2`
/// @param digest such as `sha256:` and 64 hexadecimal digits
public record ImageReference(String repository, @Nullable String tag, @Nullable String digest) {

  private static final String LABEL = "[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?";
  private static final String HOST =
      "(?:localhost|" + LABEL + "(?:\\." + LABEL + ")+|\\[[a-fA-F0-9:]+])(?::[0-9]{1,5})?";
  private static final String HOST_WITH_PORT = LABEL + ":[0-9]{1,5}";
  private static final String COMPONENT = "[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*";
  private static final Pattern GRAMMAR =
      Pattern.compile(
          ("(?<repository>(?:(?:%s|%s)/)?%s(?:/%s)*)"
                  + "(?::(?<tag>\\w[\\w.-]{0,127}))?"
                  + "(?:@(?<digest>sha256:[a-f0-9]{64}|sha512:[a-f0-9]{128}))?")
              .formatted(HOST, HOST_WITH_PORT, COMPONENT, COMPONENT));

  /// Limit of the distribution project for a repository with its registry.
  private static final int LONGEST_REPOSITORY = 255;

  /// Empty when the text is not the name of an image.
  public static Optional<ImageReference> parse(String text) {
    Matcher matcher = GRAMMAR.matcher(text);
    if (text.length() > 1024
        || !matcher.matches()
        || matcher.group("repository").length() > LONGEST_REPOSITORY) {
      return Optional.empty();
    }
    return Optional.of(
        new ImageReference(
            matcher.group("repository"), matcher.group("tag"), matcher.group("digest")));
  }

  /// Whether it always means the same release, as far as a name can say.
  public boolean isPinned() {
    return digest != null || (tag != null && !tag.equals("latest"));
  }

  /// A change in short: the repository is not repeated when it stays.
  public static String change(String from, String to) {
    String repository = parse(from).map(ImageReference::repository).orElse("");
    boolean stays =
        !repository.isEmpty()
            && parse(to).map(ImageReference::repository).filter(repository::equals).isPresent();
    String rest = stays ? to.substring(repository.length()).replaceFirst("^:", "") : to;
    return from + " → " + (rest.isEmpty() ? to : rest);
  }
}
