package dev.chatops.definition;

import dev.chatops.api.v1alpha1.ActionSpec;
import dev.chatops.api.v1alpha1.PatchAction;
import dev.chatops.api.v1alpha1.ShowAction;
import dev.chatops.api.v1alpha1.ShowAction.View;
import dev.chatops.api.v1alpha1.Target;
import dev.chatops.policy.Definition;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a runner must be allowed to do, as far as a definition tells before anybody asks.
record Needs(KubernetesClient client) {

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

  /// Something that the runner must be allowed to do.
  ///
  /// @param name empty for any
  /// @param everywhere for what belongs to no namespace
  record Right(String verb, String group, String resource, String name, boolean everywhere) {
    Right(String verb, String group, String resource, String name) {
      this(verb, group, resource, name, false);
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

  private Stream<Right> rights(Kind kind, String... verbs) {
    return kind.inNamespaces(client).stream()
        .flatMap(resource ->
            Stream.of(verbs).map(verb -> new Right(verb, kind.group(), resource.getName(), "")));
  }

  private Stream<Right> patched(Definition definition, PatchAction patch) {
    Kind kind = Kind.of(patch.target());
    return kind.anywhere(client).stream()
        .flatMap(found -> {
          String plural = found.getName();
          boolean everywhere = !Boolean.TRUE.equals(found.getNamespaced());
          String written = patch.subresource() == null ? plural : plural + "/status";
          return definition
              .targetNames(patch.target())
              .flatMap(name ->
                  Stream.of(
                      new Right("get", kind.group(), plural, name, everywhere),
                      new Right("patch", kind.group(), written, name, everywhere)));
        });
  }

  Stream<Right> of(Definition definition) {
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
      return rights(Kind.made(action.create()), "create", "get");
    }
    if (action.backup() != null || action.restore() != null) {
      return Stream.concat(
          rights(Kind.of(Kind.engine(action).made()), "create", "get"),
          Kind.read(Kind.engine(action)).flatMap(kind -> rights(kind, "get")));
    }
    if (action.patch() != null) {
      return patched(definition, action.patch());
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
      return Kind.points(Objects.requireNonNull(show.engine()))
          .flatMap(kind -> rights(kind, "list"));
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
}
