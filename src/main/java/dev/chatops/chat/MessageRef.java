package dev.chatops.chat;

/// A message as its platform knows it, in one word of at most 255 characters. It ends with the id
/// that what is said under the message names as its thread; the rest is the adapter's own.
public record MessageRef(String value) {
  public MessageRef {
    if (value.isEmpty() || value.length() > 255) {
      throw new IllegalArgumentException("a reference has 1 to 255 characters: " + value);
    }
  }
}
