/// Whose turn it is to be posted: what chat services permit, and what matters most to people.
///
/// Entry point: [dev.chatops.mirror.pace.Agenda]. Pure: no client, no clock, no thread; time comes
/// in as an argument. Nothing here knows what is posted.
@org.jspecify.annotations.NullMarked
package dev.chatops.mirror.pace;
