/// The one write of a command, fenced and marked.
///
/// Entry point: [dev.chatops.action.patch.FencedPatch]. Nothing here sends anything.
@org.jspecify.annotations.NullMarked
package dev.chatops.action.patch;
