/// What buttons are checked by: words that only this cluster's gateways can write.
///
/// Entry point: [dev.chatops.intake.token.SignedTokens].
@org.jspecify.annotations.NullMarked
package dev.chatops.intake.token;
