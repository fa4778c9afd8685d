package dev.chatops.action.ownership;

/// A field that a plan changes.
///
/// @param title the field for people, such as `the image of web`
public record Touched(FieldPath field, String title) {}
