/// `restart`: new pods from the same template.
@org.jspecify.annotations.NullMarked
package dev.chatops.action.restart;
