/// `rollback`: the pod template of an earlier revision.
@org.jspecify.annotations.NullMarked
package dev.chatops.action.rollback;
