package dev.chatops.console.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.commons.codec.digest.DigestUtils;

/// Codes that sign somebody in once, for a demonstration on one machine: each is a file that is
/// named for its hash and holds a token.
///
/// @param folder empty where there are none, as in every real installation
public record DemoCodes(Optional<Path> folder) {

  public static final DemoCodes NONE = new DemoCodes(Optional.empty());

  /// The token of a code, which is worth nothing from then on.
  Optional<String> exchange(String code) {
    return folder.map(where -> where.resolve(DigestUtils.sha256Hex(code))).flatMap(DemoCodes::take);
  }

  private static Optional<String> take(Path file) {
    try {
      String token = Files.readString(file).strip();
      // Only one of two who are quick gets it.
      return Files.deleteIfExists(file) ? Optional.of(token) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
