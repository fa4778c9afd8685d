package dev.chatops.command;

import dev.chatops.api.v1alpha1.ChatCommandSpec;
import dev.chatops.api.v1alpha1.Group;
import dev.chatops.api.v1alpha1.Reason;
import dev.chatops.api.v1alpha1.UserInfo;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Map;

/// May the requester run it, now? Asked afresh in every pass, so that a right that is gone counts.
final class Authorize implements Step {

  private final KubernetesClient client;

  Authorize(KubernetesClient client) {
    this.client = client;
  }

  @Override
  public String name() {
    return "right to run";
  }

  @Override
  public Answer take(Work work) {
    ChatCommandSpec spec = work.command().getSpec();
    String namespace = work.command().getMetadata().getNamespace();
    String who = spec.requester().username();
    if (spec.origin() == null && !work.resolved().definition().spec().directAllowed()) {
      return new Answer.Done(
          Reason.FORBIDDEN,
          spec.command() + " may be asked in chat only (direct: false).",
          work.with(work.dossier().withAuthorized(false)));
    }
    if (!mayRun(spec.requester(), namespace, spec.command())) {
      return new Answer.Done(
          Reason.FORBIDDEN,
          who
              + " may not run "
              + spec.command()
              + " in "
              + namespace
              + ": it needs the verb run on allowedcommands/"
              + spec.command()
              + ".",
          work.with(work.dossier().withAuthorized(false)));
    }
    return new Answer.Continue(
        work.with(work.dossier().withAuthorized(true)),
        who + " may run " + spec.command() + " in " + namespace + ".");
  }

  private boolean mayRun(UserInfo user, String namespace, String command) {
    var extra = user.extra() == null ? Map.<String, List<String>>of() : user.extra();
    SubjectAccessReview review =
        new SubjectAccessReviewBuilder()
            .withNewSpec()
            .withUser(user.username())
            .withUid(user.uid())
            .withGroups(user.groups() == null ? List.of() : user.groups())
            .withExtra(extra)
            .withNewResourceAttributes()
            .withNamespace(namespace)
            .withVerb("run")
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
