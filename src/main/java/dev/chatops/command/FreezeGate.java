package dev.chatops.command;

import dev.chatops.api.v1alpha1.AllowedCommandSpec;
import dev.chatops.api.v1alpha1.AllowedCommandSpec.FreezePolicy;
import dev.chatops.api.v1alpha1.FreezeWindow;
import dev.chatops.api.v1alpha1.Reason;
import dev.chatops.definition.FreezeCatalogue;
import dev.chatops.identity.Access;
import dev.chatops.policy.freeze.Attempt;
import dev.chatops.policy.freeze.Verdict;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Does a FreezeWindow hold for it? Windows are read afresh in every pass, so the last answer is
/// that of the start.
final class FreezeGate implements Step {

  private final KubernetesClient client;
  private final FreezeCatalogue catalogue;
  private final Access access;

  FreezeGate(KubernetesClient client, FreezeCatalogue catalogue, Access access) {
    this.client = client;
    this.catalogue = catalogue;
    this.access = access;
  }

  @Override
  public String name() {
    return "freeze windows";
  }

  @Override
  public Answer take(Work work) {
    if (work.onlyLooks()) {
      return new Answer.Continue(work, "It changes nothing.");
    }
    List<FreezeWindow> windows = client.resources(FreezeWindow.class).list().getItems();
    if (windows.isEmpty()) {
      return new Answer.Continue(work, "There is no FreezeWindow.");
    }
    return switch (catalogue.freeze(windows).verdict(attempt(work), work.now())) {
      case Verdict.Open() -> new Answer.Continue(work, "No FreezeWindow holds for it now.");
      case Verdict.Frozen frozen ->
          Boolean.TRUE.equals(work.command().getSpec().overrideFreeze())
              ? override(work, frozen)
              : new Answer.Done(Reason.FROZEN, frozen.sentence(), work);
    };
  }

  private Attempt attempt(Work work) {
    Namespace namespace =
        client.namespaces().withName(work.command().getMetadata().getNamespace()).get();
    AllowedCommandSpec definition = work.resolved().definition().spec();
    return new Attempt(
        namespace == null || namespace.getMetadata().getLabels() == null
            ? Map.of()
            : namespace.getMetadata().getLabels(),
        work.command().getSpec().command(),
        work.resolved().action().verb(),
        Objects.requireNonNullElse(definition.freeze(), FreezePolicy.RESPECT));
  }

  private Answer override(Work work, Verdict.Frozen frozen) {
    String namespace = work.command().getMetadata().getNamespace();
    String command = work.command().getSpec().command();
    String who = work.requester().user().username();
    if (!access.allowed(work.requester().user(), Access.Verb.OVERRIDE_FREEZE, namespace, command)) {
      return new Answer.Done(
          Reason.FORBIDDEN,
          who
              + " may not override FreezeWindow "
              + frozen.window()
              + ": it needs the verb override-freeze on allowedcommands/"
              + command
              + ".",
          work);
    }
    String sentence =
        who
            + " overrides FreezeWindow "
            + frozen.window()
            + ": "
            + work.command().getSpec().reason();
    return new Answer.Continue(work.with(work.dossier().withOverriddenFreeze(sentence)), sentence);
  }
}
