package dev.chatops.chat;

/// A message as its platform knows it, in one opaque word of at most 255 characters.
public record MessageRef(String value) {
  public MessageRef {
    if (value.isEmpty() || value.length() > 255) {
      throw new IllegalArgumentException("a reference has 1 to 255 characters: " + value);
    }
  }
}
