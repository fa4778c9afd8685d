package dev.chatops.console.http;

import dev.chatops.console.Console;
import dev.chatops.console.session.Session;

/// Answers a request of somebody who is signed in. May block, and may leave what it cannot answer
/// to whoever calls it.
@FunctionalInterface
interface Page {
  void answer(Console console, Exchange exchange, Session session) throws InterruptedException;
}
