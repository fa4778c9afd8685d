/// The web console: one namespace is one channel, whichever way its commands came in.
///
/// Entry point: [dev.chatops.console.Console]. What people ask for and decide here is written with
/// their own token, and what they are shown is what their own rights let them read. Sees `api`,
/// `policy`, `chat`, `intake` (the grammar) and `mirror` (the words of a state), never the operator
/// side.
///
/// Packages: `session` (who is signed in), `oidc` (signing in by OpenID Connect), `cluster` (the
/// API server, as a person), `feed` (what happens in a namespace), `figures` (how commands went;
/// pure), `page` (what is shown; pure), `http` (requests and answers).
@org.jspecify.annotations.NullMarked
package dev.chatops.console;
