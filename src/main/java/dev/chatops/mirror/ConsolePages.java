package dev.chatops.mirror;

import dev.chatops.api.v1alpha1.ChatCommand;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/// Where the web console shows what a card tells of.
///
/// @param address of the console as people's browsers reach it; null without a console
public record ConsolePages(@Nullable URI address) {

  public static final ConsolePages NONE = new ConsolePages(null);

  /// @param address such as `https://chatops.example.com`
  /// @throws IllegalArgumentException when it is no such address
  public static ConsolePages at(String address) {
    URI uri = URI.create(address.strip());
    boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
    if (!web || uri.getHost() == null || uri.getQuery() != null || uri.getFragment() != null) {
      throw new IllegalArgumentException(
          address + " is no address of a console: write it as https://chatops.example.com");
    }
    return new ConsolePages(uri);
  }

  /// @return null without a console
  public @Nullable String start() {
    return address == null ? null : address.toString().replaceAll("/+$", "") + "/console/";
  }

  /// @return null without a console
  public @Nullable String of(ChatCommand command) {
    return address == null
        ? null
        : start()
            + "c/%s/commands/%s"
                .formatted(command.getMetadata().getNamespace(), command.getMetadata().getName());
  }
}
