package dev.chatops.policy.approval;

import java.util.List;

/// The result of a [Ballot].
///
/// @param judgements one for each vote, in the order of the votes
public record Tally(Verdict verdict, List<Judgement> judgements) {}
