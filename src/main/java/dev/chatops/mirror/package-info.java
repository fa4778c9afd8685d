/// What chat shows of a command. Pure so far: status in, card out; the card depends on nothing but
/// what is stored, so the same state is the same card and need not be posted again.
///
/// Entry point: [dev.chatops.mirror.StatusCard].
@org.jspecify.annotations.NullMarked
package dev.chatops.mirror;
