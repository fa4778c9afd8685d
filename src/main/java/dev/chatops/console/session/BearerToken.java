package dev.chatops.console.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/// A token as it was typed or pasted.
public record BearerToken(String value) {

  /// What may stand behind `Bearer`, and no more than a cookie can carry.
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]{1,8000}=*");

  private static final ObjectMapper JSON = new ObjectMapper();

  /// Empty where it cannot be a token.
  public static Optional<BearerToken> of(String pasted) {
    String value = pasted.strip();
    return TOKEN.matcher(value).matches() ? Optional.of(new BearerToken(value)) : Optional.empty();
  }

  /// When it runs out, as far as it says so. Nobody relies on it but for politeness: the API server
  /// is asked each time.
  public Optional<Instant> expires() {
    String[] parts = value.split("\\.", -1);
    if (parts.length != 3) {
      return Optional.empty();
    }
    try {
      JsonNode claims = JSON.readTree(Base64.getUrlDecoder().decode(parts[1]));
      return claims.path("exp").canConvertToLong()
          ? Optional.of(Instant.ofEpochSecond(claims.path("exp").asLong()))
          : Optional.empty();
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return "BearerToken";
  }
}
