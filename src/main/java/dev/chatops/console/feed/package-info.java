/// What happens in a namespace, told to whoever follows it. Reads with the console's own account;
/// who may follow is asked of RBAC by whoever hands it on.
@org.jspecify.annotations.NullMarked
package dev.chatops.console.feed;
