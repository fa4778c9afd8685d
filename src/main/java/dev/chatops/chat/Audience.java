package dev.chatops.chat;

/// Who is called by a [Span.Mention]. Ids are the platform's own, never names.
public sealed interface Audience {
  String id();

  record Account(String id) implements Audience {}

  record UserGroup(String id) implements Audience {}
}
