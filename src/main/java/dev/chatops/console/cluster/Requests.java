package dev.chatops.console.cluster;

import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.api.v1alpha1.ChatCommandSpec;
import dev.chatops.console.session.Session;
import dev.chatops.intake.Names;
import dev.chatops.intake.grammar.Request;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/// Stores what people ask for, as themselves: one ChatCommand for one form, however often it is
/// sent.
public final class Requests {

  private final Gate gate;

  public Requests(Gate gate) {
    this.gate = gate;
  }

  /// Blocks until it is stored or refused.
  ///
  /// @param key of the form, one of a kind
  public Outcome store(Session session, Request.Run run, String key) {
    KubernetesClient person = gate.as(session.token());
    var command = new ChatCommand();
    command.setMetadata(
        new ObjectMetaBuilder()
            .withNamespace(run.namespace())
            .withName(Names.consoleCommand(session.username(), run.namespace(), key))
            .build());
    Map<String, IntOrString> args = new LinkedHashMap<>();
    run.args().forEach((name, value) -> args.put(name, new IntOrString(value)));
    command.setSpec(
        new ChatCommandSpec(
            run.command(),
            args.isEmpty() ? null : args,
            run.reason(),
            run.mode(),
            null,
            run.overrideFreeze() ? true : null,
            WhoAmI.ask(person),
            null));
    try {
      person.resource(command).create();
      return new Outcome.Stored(command.getMetadata().getName());
    } catch (KubernetesClientException e) {
      if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
        return Refusals.of(e);
      }
      return met(person.resource(command).get(), command);
    }
  }

  /// The form was sent twice, or its key was used for something else.
  private static Outcome met(ChatCommand stored, ChatCommand command) {
    return stored != null && same(stored.getSpec(), command.getSpec())
        ? new Outcome.Stored(command.getMetadata().getName())
        : new Outcome.Refused(
            "This form was sent before with other words: reload and send it anew.");
  }

  private static boolean same(ChatCommandSpec stored, ChatCommandSpec spec) {
    return stored.requester().username().equals(spec.requester().username())
        && stored.command().equals(spec.command())
        && text(stored.arguments()).equals(text(spec.arguments()))
        && Objects.equals(stored.reason(), spec.reason())
        && stored.wanted() == spec.wanted();
  }

  private static Map<String, String> text(Map<String, IntOrString> arguments) {
    var text = new LinkedHashMap<String, String>();
    arguments.forEach((name, value) -> text.put(name, String.valueOf(value.getValue())));
    return text;
  }
}
