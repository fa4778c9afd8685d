package dev.chatops.api.v1alpha1;

/// Names that every resource of this API shares.
public final class Group {
  public static final String NAME = "chatops.dev";
  public static final String VERSION = "v1alpha1";

  /// On a target: uid of the ChatCommand that changed it last. Written in the same request as the
  /// change.
  public static final String LAST_COMMAND = NAME + "/last-command";

  private Group() {}
}
