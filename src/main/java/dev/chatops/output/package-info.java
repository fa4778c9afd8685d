/// Text from programs, made fit to be read by people: legible, without secrets, and short.
@org.jspecify.annotations.NullMarked
package dev.chatops.output;
