/// Signing in by OpenID Connect: the authorization code flow with PKCE, for issuers that the API
/// server trusts as well. Nothing is kept on the server: what belongs to a sign-in that was begun
/// is in a sealed cookie, so any replica can finish it.
@org.jspecify.annotations.NullMarked
package dev.chatops.console.oidc;
