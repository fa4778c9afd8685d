/// What a line of chat means, for this person in this place: a request, or what was not understood.
///
/// Entry point: [dev.chatops.intake.grammar.Grammar]. Text and vocabulary in, reading out: no
/// client, no clock, no logger, nothing of any platform.
@org.jspecify.annotations.NullMarked
package dev.chatops.intake.grammar;
