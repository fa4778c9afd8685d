package dev.chatops.policy.freeze;

import dev.chatops.api.v1alpha1.AllowedCommandSpec.FreezePolicy;
import java.util.Map;

/// What somebody wants to do, as far as windows look at it.
///
/// @param namespaceLabels labels of the command's namespace, as they are stored now
/// @param command name of the AllowedCommand, not an alias
/// @param action name of the member of `spec.action`, such as `deploy`
/// @param freeze what the AllowedCommand says of windows
public record Attempt(
    Map<String, String> namespaceLabels, String command, String action, FreezePolicy freeze) {}
