package dev.chatops.chat;

/// What a chat service says of a channel.
public enum ChannelState {
  /// We are in it, and nobody reads it but the workspace's own people.
  USABLE,
  /// Other organisations read it, too.
  SHARED_EXTERNALLY,
  /// We are not in it, or it is gone: the service tells no difference.
  NOT_A_MEMBER,
  /// Nobody can write to it.
  ARCHIVED,
  /// The service does not let us ask.
  HIDDEN,
  /// It has not answered yet.
  UNKNOWN
}
