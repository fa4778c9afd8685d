/// When may nothing change? FreezeWindows compiled: their schedules, zones and scopes.
///
/// Entry points: [dev.chatops.policy.freeze.Window] compiles one and tells its times,
/// [dev.chatops.policy.freeze.Freeze] judges an attempt by many. The instant comes in as an
/// argument. What cannot be understood of a window counts as matching: nothing runs because of a
/// typing mistake.
@org.jspecify.annotations.NullMarked
package dev.chatops.policy.freeze;
