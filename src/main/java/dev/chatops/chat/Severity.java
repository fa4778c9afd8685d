package dev.chatops.chat;

/// What a card is about, at a glance. Every adapter shows it as a colour or a sign, and always
/// beside a word.
public enum Severity {
  /// Something waits for a person.
  WAITING,
  /// Something waits by itself.
  HELD,
  RUNNING,
  OK,
  /// Nothing was done, or no more is done, because somebody or a rule said so.
  STOPPED,
  BAD,
  /// Nobody can tell, and a person has to look.
  UNKNOWN
}
