package dev.chatops.console.http;

import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.console.Console;
import dev.chatops.console.page.Offer;
import dev.chatops.console.page.Standing;
import dev.chatops.console.session.Session;
import dev.chatops.policy.Definition;
import java.util.Comparator;
import java.util.List;

/// What somebody may do, as far as pages show it.
final class People {

  private People() {}

  /// The commands of a namespace, by name, and which of them somebody may run.
  static List<Offer> offers(Console console, Session session, String namespace) {
    return console.definitions().of(namespace).stream()
        .map(known -> offer(console, session, namespace, known.definition(), known.ready()))
        .sorted(Comparator.comparing(Offer::name))
        .toList();
  }

  private static Offer offer(
      Console console, Session session, String namespace, Definition definition, boolean ready) {
    return new Offer(
        definition, ready && console.permissions().mayRun(session, namespace, definition.name()));
  }

  /// What somebody is to a command. Of one that has ended nothing can be decided, so nobody is
  /// asked.
  static Standing standing(Console console, Session session, ChatCommand command) {
    if (command.getStatus() != null && command.getStatus().finishedAt() != null) {
      return Standing.READER;
    }
    return new Standing(
        console
            .permissions()
            .mayApprove(session, command.getMetadata().getNamespace(), command.getSpec().command()),
        command.getSpec().requester().username().equals(session.username()));
  }
}
