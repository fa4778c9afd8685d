package dev.chatops.identity;

import dev.chatops.api.v1alpha1.Group;
import dev.chatops.api.v1alpha1.UserInfo;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// May somebody do something to an AllowedCommand? Asked of the API server, afresh each time.
public final class Access {

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
