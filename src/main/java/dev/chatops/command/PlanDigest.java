package dev.chatops.command;

import dev.chatops.action.Plan;
import dev.chatops.api.v1alpha1.DefinitionRef;
import dev.chatops.api.v1alpha1.PlannedChange;
import dev.chatops.policy.Arguments;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Objects;
import org.apache.commons.codec.digest.DigestUtils;

/// Fingerprint of what a command will do. Approvals are bound to it, and a restart compares it.
final class PlanDigest {

  private PlanDigest() {}

  /// SHA-256 over length-prefixed parts: definition as it was, arguments, target as it is, each
  /// change as people read it, from where on included, the values to reach, and what speaks against
  /// it.
  static String of(DefinitionRef definition, Arguments arguments, Plan plan) {
    MessageDigest digest = DigestUtils.getSha256Digest();
    add(digest, definition.uid());
    add(digest, Long.toString(definition.generation()));
    add(digest, Integer.toString(arguments.values().size()));
    arguments
        .values()
        .forEach((name, value) -> {
          add(digest, name);
          add(digest, value);
        });
    add(digest, Objects.requireNonNullElse(plan.target().uid(), plan.target().name()));
    for (PlannedChange change : plan.changes()) {
      add(digest, change.field());
      add(digest, Objects.requireNonNullElse(change.from(), ""));
      add(digest, Objects.requireNonNullElse(change.to(), ""));
    }
    add(digest, plan.wanted());
    if (plan.caution() != null) {
      add(digest, plan.caution());
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void add(MessageDigest digest, String part) {
    byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
    digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
    digest.update(bytes);
  }
}
