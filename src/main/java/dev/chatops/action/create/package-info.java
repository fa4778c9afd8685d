/// `create`: an object of any kind, made from a template.
@org.jspecify.annotations.NullMarked
package dev.chatops.action.create;
