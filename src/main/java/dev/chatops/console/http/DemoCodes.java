package dev.chatops.console.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/// Codes that sign somebody in once, for a demonstration on one machine: each is a file that is
/// named for its hash and holds a token.
///
/// @param folder empty where there are none, as in every real installation
public record DemoCodes(Optional<Path> folder) {

  public static final DemoCodes NONE = new DemoCodes(Optional.empty());

  /// The token of a code, which is worth nothing from then on.
  Optional<String> exchange(String code) {
    return folder.map(where -> where.resolve(hash(code))).flatMap(DemoCodes::take);
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

  private static String hash(String code) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(code.getBytes(UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
