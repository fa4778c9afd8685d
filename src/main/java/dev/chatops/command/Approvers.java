package dev.chatops.command;

import dev.chatops.api.v1alpha1.ApprovalPolicy;
import dev.chatops.api.v1alpha1.Timespan;
import dev.chatops.identity.Access;
import dev.chatops.identity.Identities;

/// Who could approve a command, as far as ChatIdentities name people.
final class Approvers {

  private final Identities identities;
  private final Access access;

  Approvers(Identities identities, Access access) {
    this.identities = identities;
    this.access = access;
  }

  /// What it needs, and by whom. The requester is left out unless the definition lets them agree to
  /// their own command.
  String sentence(Work work, ApprovalPolicy policy) {
    String namespace = work.command().getMetadata().getNamespace();
    String command = work.command().getSpec().command();
    var able =
        access.approvers(
            identities
                .everybody()
                .filter(known ->
                    policy.requesterCounts() || !known.person().equals(work.requester().person())),
            namespace,
            command);
    return "It needs "
        + policy.count()
        + (policy.count() == 1 ? " approval" : " approvals")
        + (policy.ownCredentialsOnly() ? " with people's own cluster credentials" : "")
        + " within "
        + Timespan.format(policy.waits())
        + " by whoever holds the verb approve on allowedcommands/"
        + command
        + (able.notAsked()
            ? "; of the first " + Access.ASKED + " persons with a ChatIdentity: "
            : "; of the persons with a ChatIdentity: ")
        + (able.persons().isEmpty() ? "nobody" : String.join(", ", able.persons()))
        + ".";
  }
}
