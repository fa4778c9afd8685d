/// Slack. The only package that knows it.
///
/// [dev.chatops.chat.slack.BlockKit] turns a card into a message: pure, without client.
/// [dev.chatops.chat.slack.Mrkdwn] is the only place that writes Slack's mark-up,
/// [dev.chatops.chat.slack.Limits] what fits.
@org.jspecify.annotations.NullMarked
package dev.chatops.chat.slack;
