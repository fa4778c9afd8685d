package dev.chatops.api.v1alpha1;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/// A text of at most [#LONGEST] bytes, packed. Immutable.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CommandOutputSpec(
    @Required
        @Size(min = 1, max = 64)
        @JsonPropertyDescription(
            "metadata.uid of the ChatCommand; another one of the same name is not meant.")
        String commandUid,
    @Required
        @Size(min = 1, max = PACKED)
        @JsonPropertyDescription("The text: UTF-8, gzipped, in Base64.")
        String gzip,
    @Nullable @JsonPropertyDescription("True when more was printed before it than is stored here.")
        Boolean truncated,
    @Required @Min(0) @JsonPropertyDescription("Lines of the text.") Long lines,
    @Required @Min(0) @JsonPropertyDescription("Bytes of the text, unpacked.") Long bytes) {

  /// In bytes of UTF-8. However badly it compresses, the object stays below the 1.5 MiB that etcd
  /// takes.
  public static final int LONGEST = 1024 * 1024;

  /// The longest text that does not compress at all, in Base64.
  private static final int PACKED = 1_400_000;

  /// @param text at most [#LONGEST] bytes
  public static CommandOutputSpec of(String commandUid, String text, boolean truncated) {
    byte[] bytes = text.getBytes(UTF_8);
    if (bytes.length > LONGEST) {
      throw new IllegalArgumentException(bytes.length + " bytes are too many");
    }
    return new CommandOutputSpec(
        commandUid,
        Base64.getEncoder().encodeToString(packed(bytes)),
        truncated ? true : null,
        text.lines().count(),
        (long) bytes.length);
  }

  /// @return empty where nothing can be unpacked, or more than is ever stored
  public Optional<String> text() {
    try (var unpacked =
        new GZIPInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(gzip)))) {
      byte[] bytes = unpacked.readNBytes(LONGEST + 1);
      return bytes.length > LONGEST ? Optional.empty() : Optional.of(new String(bytes, UTF_8));
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static byte[] packed(byte[] bytes) {
    var packed = new ByteArrayOutputStream(bytes.length / 4);
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }
}
