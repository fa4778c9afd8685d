package dev.chatops.chat.slack;

/// What fits into a Slack message. Lengths are UTF-16 units of what is sent, marks and entities
/// included: whichever way Slack counts, it does not count more.
///
/// Sources: the block reference of docs.slack.dev, which `@slack/types` repeats (a test compares);
/// for [#TEXT] the page of `chat.postMessage`; for [#BLOCKS_LENGTH], which is not documented, the
/// error `msg_blocks_too_long` as reported in slackapi/bolt-js#2509.
final class Limits {
  static final int BLOCKS = 50;
  static final int BLOCKS_LENGTH = 13_200;
  static final int TEXT = 4_000;
  static final int HEADER = 150;
  static final int SECTION = 3_000;
  static final int FIELDS = 10;
  static final int FIELD = 2_000;
  static final int BUTTONS = 25;
  static final int BUTTON_TEXT = 75;
  static final int BUTTON_VALUE = 2_000;
  static final int ACTION_ID = 255;
  static final int VIEW_TITLE = 24;
  static final int PRIVATE_METADATA = 3_000;
  static final int LABEL = 2_000;
  static final int OPTIONS = 100;
  static final int OPTION = 75;

  private Limits() {}
}
