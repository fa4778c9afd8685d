/// What chat shows of a command, and what is said next. Pure: a card depends on nothing but what is
/// stored, so the same state is the same card and need not be posted again.
///
/// Entry points: [dev.chatops.mirror.StatusCard], [dev.chatops.mirror.NextStep]. What has effects
/// is in `mirror.outbox`.
@org.jspecify.annotations.NullMarked
package dev.chatops.mirror;
