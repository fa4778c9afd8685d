/// `show`: what can be read of an object, for people who look for trouble. Pure rendering; the
/// reads are made elsewhere.
@org.jspecify.annotations.NullMarked
package dev.chatops.action.show;
