package dev.chatops.api.v1alpha1;

/// Names that every resource of this API shares.
public final class Group {
  public static final String NAME = "chatops.dev";
  public static final String VERSION = "v1alpha1";

  /// On a target: uid of the ChatCommand that changed it last. Written in the same request as the
  /// change.
  public static final String LAST_COMMAND = NAME + "/last-command";

  /// On an object that a command made: uid of that ChatCommand.
  public static final String COMMAND_UID = NAME + "/command-uid";

  /// On an object that a command made: fingerprint of what it was made from.
  public static final String TEMPLATE = NAME + "/template";

  /// In the containers of a Job: uid of the ChatCommand that it runs for.
  public static final String COMMAND_UID_VARIABLE = "CHATOPS_COMMAND_UID";

  /// End of the field manager of a change that was made in spite of its owner in Git, so that
  /// `managedFields` go on saying that it has one.
  public static final String OVERRIDING = "-override";

  /// What tells the mark of a change that was taken back from that of the change itself.
  public static final String ROLLBACK = "-rollback";

  private Group() {}
}
