/// The resources of group `chatops.dev`, version `v1alpha1`, as records; the CRDs in `crds/` are
/// generated from them, so a change here is an API change.
///
/// Holds data only: no client, no clock, nothing of the rest of this product. Every string, list
/// and map is bounded; unions are optional members with the rule "exactly one".
@org.jspecify.annotations.NullMarked
package dev.chatops.api.v1alpha1;
