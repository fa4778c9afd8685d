package dev.chatops.policy;

/// Something that keeps a definition from working.
///
/// @param reason CamelCase word for the condition Ready
/// @param place path of the field that a person must mend, such as `spec.action.deploy.image`
/// @param message one sentence that says what is wrong there and what would be right
public record Problem(String reason, String place, String message) {

  /// Place and message in one line.
  public String sentence() {
    return place + ": " + message;
  }
}
