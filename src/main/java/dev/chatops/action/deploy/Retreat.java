package dev.chatops.action.deploy;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.chatops.action.Effect;
import dev.chatops.action.Workload;
import dev.chatops.action.patch.FencedPatch;
import dev.chatops.action.template.PodTemplate;
import dev.chatops.api.v1alpha1.PutBack;
import java.util.Optional;

/// Puts back the image that a container had before a deploy.
public final class Retreat {

  /// Fenced as the deploy itself: it applies to the very state that was read.
  ///
  /// @param target as it was read, with the template of the deploy
  /// @param mark what tells this write from that of the deploy
  /// @return empty where the container is not there any more
  public static Optional<Effect> effect(Workload target, PutBack former, String mark) {
    return PodTemplate.of(target)
        .container(former.container())
        .map(container ->
            FencedPatch.marked(target, mark)
                .test(container.pointer("name"), container.json().path("name"))
                .set(
                    container.pointer("image"),
                    container.json().path("image"),
                    TextNode.valueOf(former.image()))
                .onTarget());
  }

  private Retreat() {}
}
