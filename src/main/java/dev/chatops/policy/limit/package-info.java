/// Has it been started too often? Starts in, verdict out.
///
/// Entry point: [dev.chatops.policy.limit.Allowance].
@org.jspecify.annotations.NullMarked
package dev.chatops.policy.limit;
