/// `pause` and `resume`: whether a Deployment rolls out changes of its pod template.
@org.jspecify.annotations.NullMarked
package dev.chatops.action.pause;
