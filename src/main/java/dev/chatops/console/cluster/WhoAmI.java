package dev.chatops.console.cluster;

import dev.chatops.api.v1alpha1.UserInfo;
import io.fabric8.kubernetes.api.model.authentication.SelfSubjectReview;
import io.fabric8.kubernetes.api.model.authentication.SelfSubjectReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Asks the API server who somebody is.
public final class WhoAmI {

  /// Keys of the authenticator itself, which are no part of a person.
  private static final String ITS_OWN = "authentication.kubernetes.io/";

  private WhoAmI() {}

  /// As the admission rules want it in `spec.requester` and `spec.author`.
  public static UserInfo ask(KubernetesClient person) {
    SelfSubjectReview review = person.resource(new SelfSubjectReviewBuilder().build()).create();
    var user = review.getStatus().getUserInfo();
    var extra = new TreeMap<String, List<String>>();
    if (user.getExtra() != null) {
      user.getExtra()
          .forEach((key, values) -> {
            if (!key.startsWith(ITS_OWN)) {
              extra.put(key, List.copyOf(values));
            }
          });
    }
    String uid = user.getUid();
    return new UserInfo(
        user.getUsername(),
        uid == null || uid.isEmpty() ? null : uid,
        user.getGroups(),
        extra.isEmpty() ? null : Map.copyOf(extra));
  }
}
