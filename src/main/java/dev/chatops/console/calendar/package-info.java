/// When nothing may change in the days to come: what FreezeWindows say, laid out. Pure: the instant
/// comes in as an argument, and when a window holds is asked of `policy.freeze`.
@org.jspecify.annotations.NullMarked
package dev.chatops.console.calendar;
