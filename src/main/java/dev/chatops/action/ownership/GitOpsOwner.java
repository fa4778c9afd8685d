package dev.chatops.action.ownership;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatops.action.Facts;
import dev.chatops.action.Plan;
import dev.chatops.action.Planning;
import dev.chatops.action.Workload;
import dev.chatops.api.v1alpha1.GitOpsOverride;
import dev.chatops.api.v1alpha1.Reason;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Which GitOps tool owns a field of an object and would undo a change of it.
public final class GitOpsOwner {

  /// The owner of a field, such as `Flux Kustomization flux-system/shop`.
  public static Optional<String> of(Workload target, FieldPath field) {
    return tool(target, field).map(tool -> tool.owner(target.metadata()));
  }

  /// What becomes of a plan: where a GitOps tool owns what it changes it is refused or, if the
  /// definition wants that, made in spite of it.
  public static Planning judge(Facts facts, Plan plan, Touched... touched) {
    return judge(facts, plan, List.of(touched));
  }

  /// The same for many fields; the first that is owned decides who is named.
  public static Planning judge(Facts facts, Plan plan, List<Touched> touched) {
    Workload target = facts.target();
    for (Touched each : touched) {
      Optional<Tool> tool = tool(target, each.field());
      if (tool.isPresent()) {
        return facts.order().overridesGitOps()
            ? inSpiteOf(tool.get(), target, plan, each, touched)
            : refusal(tool.get(), target, each);
      }
    }
    return new Planning.Planned(plan);
  }

  private static Planning refusal(Tool tool, Workload target, Touched touched) {
    return new Planning.Refused(
        Reason.OWNED_BY_GITOPS,
        "%s owns %s on %s and would undo the change: change it in Git."
            .formatted(tool.owner(target.metadata()), touched.title(), target.title()));
  }

  private static Planning inSpiteOf(
      Tool tool, Workload target, Plan plan, Touched named, List<Touched> touched) {
    JsonNode metadata = target.metadata();
    String owner = tool.owner(metadata);
    List<String> fields =
        Stream.concat(
                Entries.of(metadata, tool.manager()).stream(),
                Entries.overriding(metadata).stream())
            .flatMap(entry -> touched.stream().flatMap(each -> each.field().ownedParts(entry)))
            .map(FieldPath::toString)
            .distinct()
            .toList();
    return new Planning.Planned(
        plan.inSpiteOf(
            new GitOpsOverride(owner, tool.manager(), fields),
            "%s owns %s and will probably undo this, unless it is suspended or Git is changed."
                .formatted(owner, named.title())));
  }

  private static Optional<Tool> tool(Workload target, FieldPath field) {
    return Stream.of(Tool.values()).filter(tool -> tool.owns(target.metadata(), field)).findFirst();
  }

  private GitOpsOwner() {}
}
