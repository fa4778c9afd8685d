package dev.chatops.console.page;

/// How a line that is being typed could go on.
///
/// @param line all of it, as it would stand in the field
/// @param label what is new in it
/// @param note what it means; empty where that is plain
public record Suggestion(String line, String label, String note) {}
