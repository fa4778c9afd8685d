/// Which namespaces a label selector means.
///
/// Entry point: [dev.chatops.policy.selector.NamespaceSelector].
@org.jspecify.annotations.NullMarked
package dev.chatops.policy.selector;
