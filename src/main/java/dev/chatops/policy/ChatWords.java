package dev.chatops.policy;

import dev.chatops.api.v1alpha1.AllowedCommandSpec;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/// The words that find a definition in chat, where `-` and space are the same and case does not
/// matter.
public final class ChatWords {

  private ChatWords() {}

  /// Name and aliases as chat compares them.
  static Set<String> of(String name, AllowedCommandSpec spec) {
    var words = new TreeSet<String>();
    words.add(plain(name));
    spec.otherWords().forEach(alias -> words.add(plain(alias)));
    return words;
  }

  static void checkReserved(String name, AllowedCommandSpec spec, Consumer<Problem> found) {
    reserved(name, "metadata.name", found);
    List<String> aliases = spec.otherWords();
    for (int i = 0; i < aliases.size(); i++) {
      reserved(aliases.get(i), "spec.aliases[" + i + "]", found);
    }
  }

  private static void reserved(String words, String place, Consumer<Problem> found) {
    String first = plain(words).split(" ", 2)[0];
    if (BuiltInWord.of(first).isPresent()) {
      found.accept(
          new Problem(
              "ReservedWord",
              place,
              "\"%s\" is a built-in word of the chat; begin with another word.".formatted(first)));
    }
  }

  /// Words as chat compares them: lower case, one space between two.
  public static String plain(String words) {
    return words.toLowerCase(Locale.ROOT).replace('-', ' ').strip().replaceAll(" +", " ");
  }
}
