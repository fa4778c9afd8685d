package dev.chatops.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatops.action.Plan;
import dev.chatops.action.Workload;
import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.api.v1alpha1.Group;

/// How an effect is recognised as the effect of one command.
final class Mark {

  private Mark() {}

  /// One manager a command: the API server drops annotations on the scale subresource, so
  /// `managedFields` carry the uid.
  static String fieldManager(ChatCommand command, Plan plan) {
    String own = fieldManager(command);
    return plan.override() == null ? own : own + Group.OVERRIDING;
  }

  /// The mark of the second write of a command, which takes back the first.
  static String ofRollback(ChatCommand command) {
    return command.getMetadata().getUid() + Group.ROLLBACK;
  }

  /// Who takes a change back; what was taken from its owner in Git stays the owner's.
  static String rollbackManager(Run run) {
    String own = fieldManager(run.command()) + Group.ROLLBACK;
    return run.resolved().gitOps() == null ? own : own + Group.OVERRIDING;
  }

  /// Whether the command's change was taken back by itself.
  static boolean isRolledBackOn(Workload target, ChatCommand command) {
    return target.lastCommand().equals(ofRollback(command));
  }

  private static String fieldManager(ChatCommand command) {
    return fieldManager(command.getMetadata().getUid());
  }

  static String fieldManager(String commandUid) {
    return Group.NAME + "-" + commandUid;
  }

  /// Whether the command's effect is in place, by annotation or by field manager.
  static boolean isOn(Workload target, ChatCommand command) {
    if (target.lastCommand().equals(command.getMetadata().getUid())) {
      return true;
    }
    String own = fieldManager(command);
    for (JsonNode entry : target.metadata().path("managedFields")) {
      String manager = entry.path("manager").asText();
      if (manager.equals(own) || manager.equals(own + Group.OVERRIDING)) {
        return true;
      }
    }
    return false;
  }
}
