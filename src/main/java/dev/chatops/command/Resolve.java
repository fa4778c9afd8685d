package dev.chatops.command;

import dev.chatops.action.Action;
import dev.chatops.action.Actions;
import dev.chatops.api.v1alpha1.AllowedCommandSpec.Reply;
import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.api.v1alpha1.ChatCommandSpec;
import dev.chatops.api.v1alpha1.DefinitionRef;
import dev.chatops.api.v1alpha1.Reason;
import dev.chatops.api.v1alpha1.Timespan;
import dev.chatops.definition.DefinitionCatalogue;
import dev.chatops.definition.Lookup;
import dev.chatops.policy.Arguments;
import dev.chatops.policy.Binding;
import dev.chatops.policy.Definition;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Which definition is meant, and do the arguments fit?
final class Resolve implements Step {

  /// How long a command is tried whose definition is not known.
  private static final Duration UNKNOWN_START_LIMIT = Duration.ofMinutes(15);

  private final DefinitionCatalogue catalogue;

  Resolve(DefinitionCatalogue catalogue) {
    this.catalogue = catalogue;
  }

  @Override
  public String name() {
    return "definition";
  }

  @Override
  public Answer take(Work work) {
    String namespace = work.command().getMetadata().getNamespace();
    ChatCommandSpec spec = work.command().getSpec();
    return switch (catalogue.find(namespace, spec.command())) {
      case Lookup.Missing(List<String> nearest) ->
          new Answer.Done(
              Reason.UNKNOWN_COMMAND, unknown(spec.command(), namespace, nearest), work);
      case Lookup.NotReady(String sentence) ->
          new Answer.Done(Reason.DEFINITION_NOT_READY, sentence, work);
      case Lookup.Ready(Definition definition, String uid, long generation) ->
          fit(work, definition, new DefinitionRef(uid, generation));
    };
  }

  /// The target of a command that has not been looked at yet; asks nobody.
  Optional<String> targetKey(ChatCommand command) {
    return catalogue
        .cached(command.getMetadata().getNamespace(), command.getSpec().command())
        .flatMap(definition -> targetKey(command, definition));
  }

  /// The same for many at once; asks for each definition that is not known, once.
  Function<ChatCommand, Optional<String>> targetKeys() {
    var found = new HashMap<String, Lookup>();
    return command -> {
      String namespace = command.getMetadata().getNamespace();
      String name = command.getSpec().command();
      Lookup lookup =
          found.computeIfAbsent(namespace + "/" + name, key -> catalogue.find(namespace, name));
      return lookup instanceof Lookup.Ready ready
          ? targetKey(command, ready.definition())
          : Optional.empty();
    };
  }

  private static Optional<String> targetKey(ChatCommand command, Definition definition) {
    return definition.bind(command.getSpec().arguments()) instanceof Binding.Bound(Arguments bound)
        ? Optional.ofNullable(key(Actions.of(definition.action(bound))))
        : Optional.empty();
  }

  /// Who only looks stands in no line.
  private static @Nullable String key(Action action) {
    return Actions.looks(action.verb()) ? null : TargetKey.of(action.target());
  }

  /// Who reads in chat what a command printed; asks nobody.
  Reply readers(ChatCommand command) {
    return catalogue
        .cached(command.getMetadata().getNamespace(), command.getSpec().command())
        .map(definition -> definition.spec().readers())
        .orElse(Reply.REQUESTER);
  }

  /// Whether its definition is known and demands that nobody agrees; asks nobody.
  boolean needsNobody(ChatCommand command) {
    return catalogue
        .cached(command.getMetadata().getNamespace(), command.getSpec().command())
        .filter(definition -> definition.spec().approval() == null)
        .isPresent();
  }

  /// How long after its creation a command may start; asks nobody.
  Duration startLimit(ChatCommand command) {
    return catalogue
        .cached(command.getMetadata().getNamespace(), command.getSpec().command())
        .map(definition -> definition.spec().startLimit())
        .orElse(UNKNOWN_START_LIMIT);
  }

  private static Answer fit(Work work, Definition definition, DefinitionRef ref) {
    ChatCommandSpec spec = work.command().getSpec();
    return switch (definition.bind(spec.arguments())) {
      case Binding.Misfit(String message) ->
          new Answer.Done(Reason.INVALID_ARGUMENTS, message, work);
      case Binding.Bound(Arguments arguments) -> {
        Action action = Actions.of(definition.action(arguments));
        String namespace = work.command().getMetadata().getNamespace();
        var order =
            new Work.Order(
                definition,
                arguments,
                action,
                new Targets.Runner(namespace, definition.spec().runner()));
        Work resolved =
            work.with(order)
                .with(
                    work.dossier().withDefinition(ref, definition.spec().retention(), key(action)));
        yield conditions(resolved, definition);
      }
    };
  }

  /// What the definition demands of the command beside its arguments.
  private static Answer conditions(Work work, Definition definition) {
    ChatCommandSpec spec = work.command().getSpec();
    Instant created = Instant.parse(work.command().getMetadata().getCreationTimestamp());
    Duration startLimit = definition.spec().startLimit();
    if (work.now().isAfter(created.plus(startLimit))) {
      return new Answer.Done(
          Reason.EXPIRED,
          "It could not start within "
              + Timespan.format(startLimit)
              + " of being stored, so nothing was done. Send it again if it is still wanted.",
          work);
    }
    if (Boolean.TRUE.equals(definition.spec().reasonRequired())
        && (spec.reason() == null || spec.reason().isBlank())) {
      return new Answer.Done(
          Reason.INVALID_ARGUMENTS,
          definition.name() + " demands a reason: set spec.reason and send it again.",
          work);
    }
    if (spec.timeout() != null) {
      Duration timeout = Timespan.parse(spec.timeout());
      if (timeout.isZero() || timeout.compareTo(definition.spec().runLimit()) > 0) {
        return new Answer.Done(
            Reason.INVALID_ARGUMENTS,
            "spec.timeout must be between 1s and "
                + Timespan.format(definition.spec().runLimit())
                + ", the limit of "
                + definition.name()
                + ".",
            work);
      }
    }
    return new Answer.Continue(
        work, "AllowedCommand " + definition.name() + ": " + definition.usage());
  }

  private static String unknown(String command, String namespace, List<String> nearest) {
    String sentence = "There is no AllowedCommand " + command + " in " + namespace + ".";
    return nearest.isEmpty()
        ? sentence + " See kubectl get allowedcommands -n " + namespace + "."
        : sentence + " Did you mean " + String.join(" or ", nearest) + "?";
  }
}
