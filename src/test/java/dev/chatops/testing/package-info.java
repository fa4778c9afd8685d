/// The real API server that integration tests run against, and the people and programs that talk to
/// it.
///
/// Start with [Cluster]: it starts a local control plane, installs `manifests/` in it as a user
/// would, and gives a client to whoever acts in a test. Nobody is mocked.
@NullMarked
package dev.chatops.testing;

import org.jspecify.annotations.NullMarked;
