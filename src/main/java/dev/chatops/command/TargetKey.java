package dev.chatops.command;

import dev.chatops.api.v1alpha1.Target;
import java.util.Locale;

/// A target of one namespace in one word, such as `apps.deployment.web`; at most 320 characters.
final class TargetKey {

  private TargetKey() {}

  /// The version is left out: `apps/v1` and `apps/v2` of one name are one object.
  static String of(Target target) {
    String apiVersion = target.apiVersionOrDefault();
    int slash = apiVersion.indexOf('/');
    String group = slash < 0 ? "core" : apiVersion.substring(0, slash);
    return group + "." + target.kind().toLowerCase(Locale.ROOT) + "." + target.name();
  }

  /// How people name the target, such as `deployment/web`.
  static String title(Target target) {
    return target.kind().toLowerCase(Locale.ROOT) + "/" + target.name();
  }
}
