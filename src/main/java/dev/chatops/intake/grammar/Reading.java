package dev.chatops.intake.grammar;

/// What a line of chat turns out to be.
public sealed interface Reading permits Request, Misunderstanding {}
