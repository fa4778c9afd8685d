package dev.chatops.chat;

/// A text file that is put beside a message.
public record Attachment(String name, String title, String text) {

  public Attachment withText(String other) {
    return new Attachment(name, title, other);
  }
}
