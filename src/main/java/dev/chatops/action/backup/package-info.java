/// `backup` and `restore`: an object of an engine, made as its preset says and followed as `create`
/// follows one.
@org.jspecify.annotations.NullMarked
package dev.chatops.action.backup;
