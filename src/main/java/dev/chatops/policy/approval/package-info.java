/// Have enough people agreed? Votes in, verdict out; every vote gets an answer of its own.
///
/// Entry point: [dev.chatops.policy.approval.Ballot]. Knows nothing of where votes come from, nor
/// of clocks: whoever asks has read them.
@org.jspecify.annotations.NullMarked
package dev.chatops.policy.approval;
