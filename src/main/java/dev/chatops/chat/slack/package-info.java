/// Slack, by Bolt for Java. The only package that knows it.
///
/// Entry point: [dev.chatops.chat.slack.SlackConnection]. Out: [dev.chatops.chat.slack.BlockKit]
/// and [dev.chatops.chat.slack.Mrkdwn] write, [dev.chatops.chat.slack.SlackPlatform] sends. In:
/// [dev.chatops.chat.slack.SocketSession] or [dev.chatops.chat.slack.HttpIntake] take what comes,
/// [dev.chatops.chat.slack.SlackApp] says what it is, [dev.chatops.chat.slack.Incoming] puts it in
/// our words, [dev.chatops.chat.slack.Replies] answers.
@org.jspecify.annotations.NullMarked
package dev.chatops.chat.slack;
