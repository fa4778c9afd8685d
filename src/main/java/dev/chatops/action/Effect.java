package dev.chatops.action;

import com.fasterxml.jackson.databind.node.ArrayNode;

/// The one write of a command: a JSON Patch whose `test` operations fence it.
///
/// @param onScale whether it goes to the scale subresource
public record Effect(boolean onScale, ArrayNode patch) {}
