package dev.chatops.command;

import dev.chatops.api.v1alpha1.ApprovalPolicy;
import dev.chatops.api.v1alpha1.Timespan;
import dev.chatops.identity.Access;
import dev.chatops.identity.Identities;
import dev.chatops.identity.Identity;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/// Who could approve a command, as far as ChatIdentities name people.
final class Approvers {

  /// How many are asked about: each costs a request.
  private static final int ASKED = 50;

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
    List<Identity.Known> people =
        identities
            .everybody()
            .filter(known ->
                policy.requesterCounts() || !known.person().equals(work.requester().person()))
            .sorted(
                Comparator.comparing(Identity.Known::person)
                    .thenComparing(known -> known.user().username()))
            .toList();
    String able =
        people.stream()
            .limit(ASKED)
            .filter(known -> access.allowed(known.user(), Access.Verb.APPROVE, namespace, command))
            .map(Identity.Known::person)
            .distinct()
            .collect(Collectors.joining(", "));
    return "It needs "
        + policy.count()
        + (policy.count() == 1 ? " approval" : " approvals")
        + (policy.ownCredentialsOnly() ? " with people's own cluster credentials" : "")
        + " within "
        + Timespan.format(policy.waits())
        + " by whoever holds the verb approve on allowedcommands/"
        + command
        + (people.size() > ASKED
            ? "; of the first " + ASKED + " persons with a ChatIdentity: "
            : "; of the persons with a ChatIdentity: ")
        + (able.isEmpty() ? "nobody" : able)
        + ".";
  }
}
