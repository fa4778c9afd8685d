/// Who else claims a field: GitOps tools that would undo a change.
///
/// Entry points: [dev.chatops.action.ownership.GitOpsOwner] and, once a change was made in spite of
/// one, [dev.chatops.action.ownership.Reclaim]. Autoscalers are facts and not found here.
@org.jspecify.annotations.NullMarked
package dev.chatops.action.ownership;
