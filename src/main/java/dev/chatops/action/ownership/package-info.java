/// Who else claims a field: GitOps tools that would undo a change.
///
/// Entry point: [dev.chatops.action.ownership.GitOpsOwner]. Autoscalers are facts and not found
/// here.
@org.jspecify.annotations.NullMarked
package dev.chatops.action.ownership;
