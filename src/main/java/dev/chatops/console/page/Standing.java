package dev.chatops.console.page;

/// What somebody is to one command. People of the same standing are shown the same card.
///
/// @param approves whether RBAC lets them approve it
/// @param asked whether they asked for it
public record Standing(boolean approves, boolean asked) {

  /// For who may only look.
  public static final Standing READER = new Standing(false, false);

  boolean cancels() {
    return approves || asked;
  }
}
