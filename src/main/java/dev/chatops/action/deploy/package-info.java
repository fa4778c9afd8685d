/// `deploy`: the image of one named container.
@org.jspecify.annotations.NullMarked
package dev.chatops.action.deploy;
