package dev.chatops.policy;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// Words that the chat itself understands; they win over every definition.
public enum BuiltInWord {
  HELP("help [command]"),
  LIST("list"),
  STATUS("status <id>"),
  HISTORY("history [n]"),
  APPROVE("approve <id> [comment]"),
  DENY("deny <id> [comment]"),
  CANCEL("cancel <id> [comment]"),
  EXPLAIN("explain <command line>"),
  WHOAMI("whoami");

  private final String usage;

  BuiltInWord(String usage) {
    this.usage = usage;
  }

  /// The one that is written so, in any case.
  public static Optional<BuiltInWord> of(String word) {
    return Arrays.stream(values()).filter(each -> each.word().equalsIgnoreCase(word)).findFirst();
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// How to ask for it, such as `help [command]`.
  public String usage() {
    return usage;
  }
}
