/// `scale`: the number of replicas of anything that has a scale subresource.
@org.jspecify.annotations.NullMarked
package dev.chatops.action.scale;
