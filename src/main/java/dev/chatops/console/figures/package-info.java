/// How commands went: figures of what is stored, and the geometry of their charts. Pure: no client,
/// no clock, no logger.
@org.jspecify.annotations.NullMarked
package dev.chatops.console.figures;
