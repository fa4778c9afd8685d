package dev.chatops.identity;

import dev.chatops.api.v1alpha1.Group;
import dev.chatops.api.v1alpha1.UserInfo;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/// May somebody do something to an AllowedCommand? Asked of the API server, afresh each time.
public final class Access {

  /// How many people are asked about for one list: each costs a request.
  public static final int ASKED = 50;

  private final KubernetesClient client;

  public Access(KubernetesClient client) {
    this.client = client;
  }

  /// The verbs that RBAC grants on `allowedcommands`.
  public enum Verb {
    RUN,
    APPROVE,
    OVERRIDE_FREEZE;

    /// As roles write it, such as `override-freeze`.
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /// Who may approve.
  ///
  /// @param persons by name
  /// @param notAsked whether there are more people than were asked about
  public record Approvers(List<String> persons, boolean notAsked) {
    public Approvers {
      persons = List.copyOf(persons);
    }
  }

  /// Which of some people may approve a command; the first [#ASKED] of them by name are asked
  /// about.
  public Approvers approvers(Stream<Identity.Known> people, String namespace, String command) {
    List<Identity.Known> known =
        people
            .sorted(
                Comparator.comparing(Identity.Known::person)
                    .thenComparing(one -> one.user().username()))
            .toList();
    return new Approvers(
        known.stream()
            .limit(ASKED)
            .filter(one -> allowed(one.user(), Verb.APPROVE, namespace, command))
            .map(Identity.Known::person)
            .distinct()
            .toList(),
        known.size() > ASKED);
  }

  public boolean allowed(UserInfo user, Verb verb, String namespace, String command) {
    var review =
        new SubjectAccessReviewBuilder()
            .withNewSpec()
            .withUser(user.username())
            .withUid(user.uid())
            .withGroups(user.groups() == null ? List.of() : user.groups())
            .withExtra(user.extra() == null ? Map.of() : user.extra())
            .withNewResourceAttributes()
            .withNamespace(namespace)
            .withVerb(verb.word())
            .withGroup(Group.NAME)
            .withResource("allowedcommands")
            .withName(command)
            .endResourceAttributes()
            .endSpec()
            .build();
    var answer = client.resource(review).create().getStatus();
    return answer != null && Boolean.TRUE.equals(answer.getAllowed());
  }
}
