/// Text from programs, made fit to be read by people: legible, without secrets, and bounded.
@org.jspecify.annotations.NullMarked
package dev.chatops.output;
