package dev.chatops.definition;

import dev.chatops.api.v1alpha1.AllowedCommand;
import dev.chatops.api.v1alpha1.AllowedCommandSpec;
import dev.chatops.api.v1alpha1.AllowedCommandStatus;
import dev.chatops.api.v1alpha1.Condition;
import dev.chatops.policy.Compiled;
import dev.chatops.policy.Definition;
import dev.chatops.policy.DuplicateWords;
import dev.chatops.policy.Problem;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Says of each definition whether it can work, before anybody needs it.
///
/// Owns the whole status of AllowedCommands. Judges the definition alone, then its namesakes, then
/// its surroundings; the first finding counts. Changes nothing else.
@ControllerConfiguration(name = "allowedcommand", fieldManager = "chatops-operator")
public final class AllowedCommandReconciler implements Reconciler<AllowedCommand> {

  /// What is missing outside the definition is looked for soon at first, then less and less often.
  private static final Duration SOONEST = Duration.ofSeconds(2);

  private static final Duration LATEST = Duration.ofSeconds(30);

  private final DefinitionCatalogue catalogue;
  private final Surroundings surroundings;
  private final Clock clock;

  public AllowedCommandReconciler(
      KubernetesClient client, DefinitionCatalogue catalogue, Clock clock) {
    this.catalogue = catalogue;
    this.surroundings = new Surroundings(client);
    this.clock = clock;
  }

  @Override
  public List<EventSource<?, AllowedCommand>> prepareEventSources(
      EventSourceContext<AllowedCommand> context) {
    catalogue.watchOver(context.getPrimaryCache());
    return List.of(new Namesakes(catalogue));
  }

  @Override
  public UpdateControl<AllowedCommand> reconcile(
      AllowedCommand command, Context<AllowedCommand> context) {
    Readiness.Finding finding;
    String usage = null;
    switch (catalogue.learn(command)) {
      case Compiled.Unusable unusable ->
          finding =
              new Readiness.Finding.Broken(unusable.first().reason(), unusable.first().sentence());
      case Compiled.Usable(Definition definition) -> {
        usage = definition.usage();
        Problem duplicate = duplicate(command, context);
        finding =
            duplicate == null
                ? surroundings.examine(command, definition)
                : new Readiness.Finding.Lacking(duplicate.reason(), duplicate.sentence());
      }
    }
    catalogue.judged(command, sentence(finding));
    if (context.getPrimaryCache().get(ResourceID.fromResource(command)).isEmpty()) {
      // Deleted meanwhile: the deletion may have been heard before the definition was learnt.
      catalogue.forget(command);
      return UpdateControl.noUpdate();
    }
    AllowedCommandStatus status = status(command, finding, usage);
    UpdateControl<AllowedCommand> control =
        status.equals(command.getStatus())
            ? UpdateControl.noUpdate()
            : UpdateControl.patchStatus(fresh(command, status));
    return finding instanceof Readiness.Finding.Works
        ? control
        : control.rescheduleAfter(lookAgain(status));
  }

  /// After as long as it has been like this.
  private Duration lookAgain(AllowedCommandStatus status) {
    Duration since =
        Duration.between(
            Condition.find(status.conditions(), Readiness.READY).orElseThrow().lastTransitionTime(),
            clock.instant());
    if (since.compareTo(SOONEST) < 0) {
      return SOONEST;
    }
    return since.compareTo(LATEST) > 0 ? LATEST : since;
  }

  private AllowedCommandStatus status(
      AllowedCommand command, Readiness.Finding finding, @Nullable String usage) {
    long generation = command.getMetadata().getGeneration();
    var before = command.getStatus();
    var look =
        new Readiness.Look(
            generation, before == null ? null : before.conditions(), clock.instant());
    return new AllowedCommandStatus(
        generation, look.conditions(finding, "It can be asked for."), usage);
  }

  private static @Nullable String sentence(Readiness.Finding finding) {
    return switch (finding) {
      case Readiness.Finding.Works() -> null;
      case Readiness.Finding.Broken(String reason, String sentence) -> sentence;
      case Readiness.Finding.Lacking(String reason, String sentence) -> sentence;
    };
  }

  private static @Nullable Problem duplicate(
      AllowedCommand command, Context<AllowedCommand> context) {
    var definitions = new TreeMap<String, AllowedCommandSpec>();
    context
        .getPrimaryCache()
        .list(command.getMetadata().getNamespace())
        .forEach(each -> definitions.put(each.getMetadata().getName(), each.getSpec()));
    definitions.put(command.getMetadata().getName(), command.getSpec());
    return DuplicateWords.among(definitions).get(command.getMetadata().getName());
  }

  private static AllowedCommand fresh(AllowedCommand command, AllowedCommandStatus status) {
    var fresh = new AllowedCommand();
    fresh.setMetadata(
        new ObjectMetaBuilder()
            .withName(command.getMetadata().getName())
            .withNamespace(command.getMetadata().getNamespace())
            .build());
    fresh.setStatus(status);
    return fresh;
  }
}
