package dev.chatops.definition;

import dev.chatops.api.v1alpha1.ActionSpec;
import dev.chatops.api.v1alpha1.AllowedCommand;
import dev.chatops.api.v1alpha1.CreateAction;
import dev.chatops.api.v1alpha1.Engine;
import dev.chatops.api.v1alpha1.ShowAction;
import dev.chatops.api.v1alpha1.ShowAction.View;
import dev.chatops.api.v1alpha1.Target;
import dev.chatops.engine.Preset;
import dev.chatops.engine.Procedure;
import dev.chatops.policy.Definition;
import io.fabric8.kubernetes.api.model.APIResource;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Is there an account that can do what the definition says?
final class Surroundings {

  /// Kinds whose plural is known without asking; what a runner may do to others shows when it acts.
  private static final Map<String, String> PLURALS =
      Map.of(
          "Deployment", "deployments",
          "StatefulSet", "statefulsets",
          "DaemonSet", "daemonsets",
          "ReplicaSet", "replicasets");

  /// What running a Job takes; reading its log and deleting it are asked of it later.
  private static final List<Right> JOBS =
      List.of(new Right("create", "batch", "jobs", ""), new Right("get", "batch", "jobs", ""));

  private static final List<Right> VIEWS =
      List.of(new Right("list", "", "pods", ""), new Right("list", "", "events", ""));

  private final KubernetesClient client;

  Surroundings(KubernetesClient client) {
    this.client = client;
  }

  Readiness.Finding examine(AllowedCommand command, Definition definition) {
    String namespace = command.getMetadata().getNamespace();
    String account = command.getSpec().runner();
    if (client.serviceAccounts().inNamespace(namespace).withName(account).get() == null) {
      return new Readiness.Finding.Lacking(
          "MissingServiceAccount",
          "spec.serviceAccountName: there is no service account "
              + account
              + " in "
              + namespace
              + "; create it with the rights that this command needs.");
    }
    return missingKind(command.getSpec().action())
        .orElseGet(() -> rights(namespace, account, definition));
  }

  private Optional<Readiness.Finding> missingKind(ActionSpec action) {
    if (action.backup() != null) {
      return missing("backup", action.backup().engine(), kinds(engine(action)));
    }
    if (action.restore() != null) {
      return missing("restore", action.restore().engine(), kinds(engine(action)));
    }
    if (action.show() != null && action.show().shown() == View.BACKUPS) {
      Engine engine = Objects.requireNonNull(action.show().engine());
      return missing("show", engine, points(engine));
    }
    if (action.create() != null && plural(made(action.create())).isEmpty()) {
      return Optional.of(missing("create.template", made(action.create())));
    }
    return action.patch() != null && plural(kind(action.patch().target())).isEmpty()
        ? Optional.of(missing("patch.target", kind(action.patch().target())))
        : Optional.empty();
  }

  private Optional<Readiness.Finding> missing(String place, Engine engine, Stream<Kind> kinds) {
    return kinds
        .filter(kind -> plural(kind).isEmpty())
        .findFirst()
        .map(kind ->
            new Readiness.Finding.Lacking(
                "MissingKind",
                "spec.action.%s.engine: the API server knows no %s of %s in namespaces; install %s."
                    .formatted(
                        place, kind.name(), kind.apiVersion(), Preset.of(engine).install())));
  }

  private static Readiness.Finding missing(String place, Kind kind) {
    return new Readiness.Finding.Lacking(
        "MissingKind",
        "spec.action."
            + place
            + ": the API server knows no "
            + kind.name()
            + " of "
            + kind.apiVersion()
            + " in namespaces; install what brings it.");
  }

  private Readiness.Finding rights(String namespace, String account, Definition definition) {
    return needed(definition)
        .filter(right -> !has(namespace, account, right))
        .findFirst()
        .<Readiness.Finding>map(right ->
            new Readiness.Finding.Lacking(
                "RunnerForbidden",
                "service account "
                    + account
                    + " may not "
                    + right.words()
                    + " in "
                    + namespace
                    + "; grant it in a Role of the namespace."))
        .orElseGet(Readiness.Finding.Works::new);
  }

  /// Something that the runner must be allowed to do.
  ///
  /// @param name empty for any
  private record Right(String verb, String group, String resource, String name) {
    Right of(String object) {
      return new Right(verb, group, resource, object);
    }

    String words() {
      return (verb + " " + resource + " " + name).strip();
    }

    String plural() {
      return resource.split("/", 2)[0];
    }

    @Nullable String subresource() {
      return resource.contains("/") ? resource.split("/", 2)[1] : null;
    }
  }

  private record Kind(String apiVersion, String name) {
    String group() {
      return apiVersion.contains("/") ? apiVersion.split("/", 2)[0] : "";
    }
  }

  private static Kind made(CreateAction create) {
    return new Kind(
        create.template().path("apiVersion").asText(), create.template().path("kind").asText());
  }

  private static Kind kind(Target target) {
    return new Kind(target.apiVersionOrDefault(), target.kind());
  }

  /// What an engine is asked by; only for what an engine does.
  private static Procedure engine(ActionSpec action) {
    return action.backup() != null
        ? Preset.of(action.backup().engine()).backup()
        : Preset.of(Objects.requireNonNull(action.restore()).engine()).restore();
  }

  /// What is made, what it is made from, and what it overwrites.
  private static Stream<Kind> kinds(Procedure procedure) {
    return Stream.concat(Stream.of(kind(procedure.made())), read(procedure)).distinct();
  }

  private static Stream<Kind> read(Procedure procedure) {
    return Stream.concat(
        Stream.ofNullable(procedure.point()).map(point -> kind(point.asKind())),
        procedure.place() == Procedure.Place.PRESENT
            ? Stream.of(kind(procedure.about()))
            : Stream.empty());
  }

  private static Stream<Kind> points(Engine engine) {
    return Stream.ofNullable(Preset.of(engine).restore().point())
        .map(point -> kind(point.asKind()));
  }

  private static Kind kind(Procedure.Kind kind) {
    return new Kind(kind.apiVersion(), kind.kind());
  }

  /// How the API calls a kind of namespaces; empty when it does not know it (yet).
  private Optional<String> plural(Kind kind) {
    var known = client.getApiResources(kind.apiVersion());
    return known == null
        ? Optional.empty()
        : known.getResources().stream()
            .filter(r -> r.getKind().equals(kind.name()))
            .filter(r -> !r.getName().contains("/") && Boolean.TRUE.equals(r.getNamespaced()))
            .map(APIResource::getName)
            .findFirst();
  }

  private Stream<Right> rights(Kind kind, String... verbs) {
    return plural(kind).stream()
        .flatMap(plural -> Stream.of(verbs).map(verb -> new Right(verb, kind.group(), plural, "")));
  }

  private Stream<Right> needed(Definition definition) {
    ActionSpec action = definition.spec().action();
    if (action.job() != null) {
      return JOBS.stream();
    }
    if (action.trigger() != null) {
      return Stream.concat(
          definition
              .targetNames(action.trigger().target())
              .map(name -> new Right("get", "batch", "cronjobs", name)),
          JOBS.stream());
    }
    if (action.create() != null) {
      return rights(made(action.create()), "create", "get");
    }
    if (action.backup() != null || action.restore() != null) {
      return Stream.concat(
          rights(kind(engine(action).made()), "create", "get"),
          read(engine(action)).flatMap(kind -> rights(kind, "get")));
    }
    if (action.patch() != null) {
      Target patched = action.patch().target();
      return definition
          .targetNames(patched)
          .flatMap(name -> rights(kind(patched), "get", "patch").map(right -> right.of(name)));
    }
    if (action.show() != null) {
      return shown(definition, action.show());
    }
    Target target = target(action);
    String plural = workloads(target);
    if (plural == null) {
      return Stream.empty();
    }
    String resource = action.scale() == null ? plural : plural + "/scale";
    return definition.targetNames(target).map(name -> new Right("patch", "apps", resource, name));
  }

  private Stream<Right> shown(Definition definition, ShowAction show) {
    if (show.shown() == View.BACKUPS) {
      return points(Objects.requireNonNull(show.engine())).flatMap(kind -> rights(kind, "list"));
    }
    String plural = workloads(show.target());
    Stream<Right> target =
        plural == null
            ? Stream.empty()
            : definition
                .targetNames(show.target())
                .map(name -> new Right("get", "apps", plural, name));
    Stream<Right> logs =
        show.shown() == View.LOGS
            ? Stream.of(new Right("get", "", "pods/log", ""))
            : Stream.empty();
    return Stream.of(target, VIEWS.stream(), logs).flatMap(rights -> rights);
  }

  /// Null for what is no workload of `apps/v1`.
  private static @Nullable String workloads(Target target) {
    return target.apiVersionOrDefault().equals("apps/v1") ? PLURALS.get(target.kind()) : null;
  }

  private static Target target(ActionSpec action) {
    return Stream.of(
            action.deploy() == null ? null : action.deploy().target(),
            action.scale() == null ? null : action.scale().target(),
            action.restart() == null ? null : action.restart().target(),
            action.rollback() == null ? null : action.rollback().target(),
            action.pause() == null ? null : action.pause().target(),
            action.resume() == null ? null : action.resume().target())
        .filter(Objects::nonNull)
        .findFirst()
        .orElseThrow();
  }

  private boolean has(String namespace, String account, Right right) {
    var review =
        new SubjectAccessReviewBuilder()
            .withNewSpec()
            .withUser("system:serviceaccount:" + namespace + ":" + account)
            .withGroups(
                List.of(
                    "system:serviceaccounts",
                    "system:serviceaccounts:" + namespace,
                    "system:authenticated"))
            .withNewResourceAttributes()
            .withNamespace(namespace)
            .withVerb(right.verb())
            .withGroup(right.group())
            .withResource(right.plural())
            .withSubresource(right.subresource())
            .withName(right.name().isEmpty() ? null : right.name())
            .endResourceAttributes()
            .endSpec()
            .build();
    var answer = client.resource(review).create().getStatus();
    return answer != null && Boolean.TRUE.equals(answer.getAllowed());
  }
}
