package dev.chatops.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatops.action.Effect;
import dev.chatops.action.Trial;
import dev.chatops.action.Workload;
import dev.chatops.api.v1alpha1.Target;
import dev.chatops.api.v1alpha1.TargetRef;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.NamespacedKubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Writes the one effect of a command, as its runner. Calls block; what leaves the outcome open is
/// a [KubernetesClientException].
final class Writes {

  private static final int UNPROCESSABLE = 422;

  private final Targets targets;

  Writes(Targets targets) {
    this.targets = targets;
  }

  /// What became of a write.
  sealed interface Attempt {
    /// Stored; `after` is the answer (the Scale where the effect went to the subresource).
    record Applied(JsonNode after) implements Attempt {}

    /// A precondition did not hold, so nothing was stored.
    record Fenced() implements Attempt {}

    /// The API server refused for good, so nothing was stored.
    record Refused(String message) implements Attempt {}
  }

  /// Asks the API server what the effect would do, with the runner's rights and all admission
  /// checks.
  Attempt tryOut(Targets.Runner runner, Target target, Effect effect, String fieldManager) {
    return write(runner, target, effect, fieldManager, true);
  }

  /// Makes the change.
  Attempt apply(Targets.Runner runner, Target target, Effect effect, String fieldManager) {
    return write(runner, target, effect, fieldManager, false);
  }

  /// What would become of an object, merged as its kind says, with the runner's rights.
  ///
  /// @return [Attempt.Fenced] when the object is not any more as it was read
  Attempt tryApply(Targets.Runner runner, Workload read, Trial trial, String commandUid) {
    TargetRef ref = read.ref();
    var target = new Target(ref.apiVersion(), ref.kind(), ref.name());
    ResourceDefinitionContext kind = targets.kind(target).orElse(null);
    if (kind == null) {
      return new Attempt.Fenced();
    }
    ObjectNode values = trial.values().deepCopy();
    values.put("apiVersion", ref.apiVersion()).put("kind", ref.kind());
    values
        .withObject("/metadata")
        .put("name", ref.name())
        .put("uid", read.uid())
        .put("resourceVersion", read.resourceVersion());
    var context =
        new PatchContext.Builder()
            .withPatchType(PatchType.SERVER_SIDE_APPLY)
            .withFieldManager(Mark.fieldManager(commandUid))
            .withForce(true)
            .withDryRun(List.of("All"))
            .build();
    return send(runner, target, kind, trial.part(), context, values.toString());
  }

  private Attempt write(
      Targets.Runner runner, Target target, Effect effect, String fieldManager, boolean dryRun) {
    ResourceDefinitionContext kind = targets.kind(target).orElse(null);
    if (kind == null) {
      return new Attempt.Refused("The API server knows no " + target.kind() + ".");
    }
    return switch (effect) {
      case Effect.Patch patch -> patch(runner, target, kind, patch, fieldManager, dryRun);
      case Effect.Create(ObjectNode object) ->
          create(runner, target, kind, object, fieldManager, dryRun);
      case Effect.Nothing() -> throw new IllegalArgumentException("nothing to write");
    };
  }

  /// Fields that the API server does not know are refused, not dropped.
  private Attempt create(
      Targets.Runner runner,
      Target target,
      ResourceDefinitionContext kind,
      ObjectNode object,
      String fieldManager,
      boolean dryRun) {
    if (!kind.isNamespaceScoped()) {
      return new Attempt.Refused(
          "A %s belongs to the whole cluster; commands make what belongs to their namespace."
              .formatted(target.kind()));
    }
    String path =
        "%s?fieldValidation=Strict&fieldManager=%s%s"
            .formatted(
                Targets.path(kind, runner.namespace()), fieldManager, dryRun ? "&dryRun=All" : "");
    try {
      // null stands for 404
      String after = targets.as(runner, c -> c.raw(path, "POST", object.toString()));
      return after == null
          ? new Attempt.Refused("There is no namespace " + runner.namespace() + " any more.")
          : new Attempt.Applied(targets.parsed(after));
    } catch (KubernetesClientException e) {
      return e.getCode() == UNPROCESSABLE ? refused(e) : attempt(e, runner, target);
    }
  }

  /// Deletes what a command made, its pods after it.
  ///
  /// @return false when it is not there any more
  /// @throws Targets.AccessDenied when the runner may not
  boolean delete(Targets.Runner runner, Target target) {
    ResourceDefinitionContext kind = targets.kind(target).orElseThrow();
    return !targets
        .asReader(
            runner,
            target,
            c ->
                c.genericKubernetesResources(kind)
                    .inNamespace(runner.namespace())
                    .withName(target.name())
                    .withPropagationPolicy(DeletionPropagation.BACKGROUND)
                    .delete())
        .isEmpty();
  }

  private Attempt patch(
      Targets.Runner runner,
      Target target,
      ResourceDefinitionContext kind,
      Effect.Patch effect,
      String fieldManager,
      boolean dryRun) {
    var context =
        new PatchContext.Builder().withPatchType(PatchType.JSON).withFieldManager(fieldManager);
    if (dryRun) {
      context.withDryRun(List.of("All"));
    }
    String body = asTheServerWrites(effect.operations().toString());
    return send(runner, target, kind, effect.part(), context.build(), body);
  }

  private Attempt send(
      Targets.Runner runner,
      Target target,
      ResourceDefinitionContext kind,
      Effect.Part part,
      PatchContext context,
      String body) {
    // Patching through an item, not a name, spares a hidden GET.
    GenericKubernetesResource item =
        item(target, kind.isNamespaceScoped() ? runner.namespace() : null);
    Function<NamespacedKubernetesClient, GenericKubernetesResource> call =
        c -> {
          var resource = c.genericKubernetesResources(kind).resource(item);
          return switch (part) {
            case OBJECT -> resource.patch(context, body);
            case SCALE -> resource.subresource("scale").patch(context, body);
            case STATUS -> resource.subresource("status").patch(context, body);
          };
        };
    boolean applies = context.getPatchType() == PatchType.SERVER_SIDE_APPLY;
    try {
      return new Attempt.Applied(
          targets.json(applies ? targets.asOnce(runner, call) : targets.as(runner, call)));
    } catch (KubernetesClientException e) {
      return attempt(e, runner, target);
    }
  }

  /// A `test` compares texts as they are written, and the API server escapes what could be HTML.
  /// These characters stand within texts only.
  private static String asTheServerWrites(String json) {
    return json.replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("&", "\\u0026")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029");
  }

  /// Definite answers become values; what leaves the outcome open is thrown on.
  private static Attempt attempt(
      KubernetesClientException e, Targets.Runner runner, Target target) {
    return switch (e.getCode()) {
      case UNPROCESSABLE -> bare(e.getStatus()) ? new Attempt.Fenced() : refused(e);
      case HttpURLConnection.HTTP_NOT_FOUND, HttpURLConnection.HTTP_CONFLICT ->
          new Attempt.Fenced();
      case HttpURLConnection.HTTP_FORBIDDEN ->
          new Attempt.Refused(Denials.explain(e, runner, target));
      case HttpURLConnection.HTTP_BAD_REQUEST -> refused(e);
      default -> {
        if (isMistyped(e)) {
          yield refused(e);
        }
        throw e;
      }
    };
  }

  /// Values of an apply that do not fit the schema of the kind are answered as if the server were
  /// at fault (apimachinery `structuredmerge.go`); nothing was stored.
  private static boolean isMistyped(KubernetesClientException e) {
    return e.getCode() == HttpURLConnection.HTTP_INTERNAL_ERROR
        && Denials.message(e).startsWith("failed to create typed patch object");
  }

  private static Attempt refused(KubernetesClientException e) {
    return new Attempt.Refused("The API server refused the change: " + Denials.message(e));
  }

  /// A failed `test` operation is a 422 without any detail (apimachinery `patch.go`); a validation
  /// error has causes.
  private static boolean bare(@Nullable Status status) {
    if (status == null || status.getDetails() == null) {
      return true;
    }
    var causes = status.getDetails().getCauses();
    return causes == null || (causes.isEmpty() && status.getDetails().getName() == null);
  }

  private static GenericKubernetesResource item(Target target, @Nullable String namespace) {
    return new GenericKubernetesResourceBuilder()
        .withApiVersion(target.apiVersionOrDefault())
        .withKind(target.kind())
        .withMetadata(
            new ObjectMetaBuilder().withName(target.name()).withNamespace(namespace).build())
        .build();
  }
}
