package dev.chatops.chat.inbound;

/// A stretch of a message. Pieces follow each other without space between them.
///
/// The adapter resolves escapes of its platform, and leaves out the mention that calls the bot.
public sealed interface Piece {

  /// What people see of it.
  String shown();

  /// What a person typed, escapes resolved.
  record Typed(String text) implements Piece {
    @Override
    public String shown() {
      return text;
    }
  }

  /// What the platform turned into a link, by itself or because a person made it one.
  ///
  /// @param label what people see; the address where the platform has no label
  record Link(String address, String label) implements Piece {
    @Override
    public String shown() {
      return label;
    }
  }

  /// A mention of a person, group or channel.
  ///
  /// @param id as the platform names it, never a display name
  record Mention(String id) implements Piece {
    @Override
    public String shown() {
      return id;
    }
  }
}
