package dev.chatops.intake;

import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.api.v1alpha1.CommandDecision;
import dev.chatops.api.v1alpha1.CommandDecisionSpec;
import dev.chatops.api.v1alpha1.Decision;
import dev.chatops.api.v1alpha1.Origin;
import dev.chatops.api.v1alpha1.UserInfo;
import dev.chatops.policy.Excerpt;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import org.jspecify.annotations.Nullable;

/// What somebody says about a plan.
///
/// @param digest of the plan that they saw; empty where they saw none
/// @param words what they wrote with it: why, or the name of what is changed
public record Word(Decision decision, String digest, @Nullable String words) {

  private static final int COMMENT = 512;

  /// The object that says so.
  ///
  /// @param origin null for who uses their own login
  public CommandDecision about(
      ChatCommand command, String name, UserInfo author, @Nullable Origin origin) {
    var decided = new CommandDecision();
    decided.setMetadata(
        new ObjectMetaBuilder()
            .withNamespace(command.getMetadata().getNamespace())
            .withName(name)
            .build());
    decided.setSpec(
        new CommandDecisionSpec(
            command.getMetadata().getName(),
            command.getMetadata().getUid(),
            command.getSpec().command(),
            digest.isEmpty() ? null : digest,
            decision,
            words == null || words.isBlank() ? null : Excerpt.of(words.strip(), COMMENT),
            author,
            origin));
    return decided;
  }
}
