/// Requests of browsers and their answers. Every page works as a plain form; scripts only save
/// reloads.
@org.jspecify.annotations.NullMarked
package dev.chatops.console.http;
