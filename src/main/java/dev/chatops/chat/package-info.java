/// The port to chat platforms: what is shown, to whom, and what can go wrong. Knows nothing of
/// Kubernetes and nothing of any platform.
///
/// A [dev.chatops.chat.Card] is data. Text in it is never mark-up: people's and clusters' words are
/// spans, made legible when they are taken in, and each adapter translates them.
///
/// Entry point: [dev.chatops.chat.ChatPlatform]. One package below this one for each platform.
@org.jspecify.annotations.NullMarked
package dev.chatops.chat;
