package dev.chatops.console.page;

import dev.chatops.policy.Definition;

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
