/// Which namespaces a label selector means, and how values stand in a field selector.
///
/// Entry point: [dev.chatops.policy.selector.NamespaceSelector].
@org.jspecify.annotations.NullMarked
package dev.chatops.policy.selector;
