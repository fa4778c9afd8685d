/// Label selectors as windows and channels use them. Pure.
@org.jspecify.annotations.NullMarked
package dev.chatops.policy.selector;
