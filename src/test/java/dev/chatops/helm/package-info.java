/// The Helm chart is `manifests/`, with values.
@NullMarked
package dev.chatops.helm;

import org.jspecify.annotations.NullMarked;
