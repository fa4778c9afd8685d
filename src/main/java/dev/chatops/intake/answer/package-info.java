/// What people are told at once, as cards and forms.
///
/// Entry points: [dev.chatops.intake.answer.Notes] for sentences, [dev.chatops.intake.answer.Guide]
/// for help and lists, [dev.chatops.intake.answer.Records] for commands that are stored,
/// [dev.chatops.intake.answer.Corrections] for what was not understood,
/// [dev.chatops.intake.answer.Forms]. Pure: no client, no clock.
@org.jspecify.annotations.NullMarked
package dev.chatops.intake.answer;
