package dev.chatops.console.page;

import dev.chatops.api.v1alpha1.ActionSpec;
import dev.chatops.policy.Definition;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/// A command of a namespace, as one person sees it.
///
/// @param runnable whether RBAC lets this person run it
public record Offer(Definition definition, boolean runnable) {

  public String name() {
    return definition.name();
  }

  public String usage() {
    return definition.usage();
  }

  /// Its form, with some of it filled in.
  ///
  /// @param values by the name of the parameter
  public String path(String namespace, Map<String, String> values) {
    String form = "/console/c/%s/catalogue/%s".formatted(namespace, name());
    return values.isEmpty()
        ? form
        : form
            + values.entrySet().stream()
                .map(each -> each.getKey() + "=" + encoded(each.getValue()))
                .collect(Collectors.joining("&", "?", ""));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /// Whether restore points are what it makes or begins with.
  public boolean saves() {
    ActionSpec action = definition.spec().action();
    return action.backup() != null || action.restore() != null;
  }

  /// One line that says what it does; empty where nobody wrote one.
  public String description() {
    String description = definition.spec().description();
    return description == null ? "" : description;
  }

  /// Who has to agree; empty where nobody has to.
  public String consent() {
    var policy = definition.spec().approval();
    if (policy == null) {
      return "";
    }
    return policy.count() == 1 ? "needs 1 approval" : "needs " + policy.count() + " approvals";
  }
}
