/// What the API server itself refuses once `manifests/` is installed, and what the shipped roles
/// allow.
@NullMarked
package dev.chatops.manifests;

import org.jspecify.annotations.NullMarked;
