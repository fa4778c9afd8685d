/// The one write of a command, fenced and marked, and `patch`, whose definition says what to write.
///
/// Entry points: [dev.chatops.action.patch.FencedPatch] and
/// [dev.chatops.action.patch.PatchPlanner]. Nothing here sends anything.
@org.jspecify.annotations.NullMarked
package dev.chatops.action.patch;
