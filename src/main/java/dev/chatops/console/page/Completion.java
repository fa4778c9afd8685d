package dev.chatops.console.page;

import dev.chatops.api.v1alpha1.Parameter;
import dev.chatops.policy.BuiltInWord;
import dev.chatops.policy.ChatWords;
import dev.chatops.policy.Definition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// What a line that is being typed could become: commands that this person may run, then values of
/// their parameters. It suggests; the grammar reads.
public final class Completion {

  private static final int MOST = 6;
  private static final String EXPLAIN = BuiltInWord.EXPLAIN.word() + " ";

  private final List<Offer> offers;

  private Completion(List<Offer> offers) {
    this.offers = offers;
  }

  /// @param offers by name
  /// @param typed up to the caret, which is the end of the line
  public static List<Suggestion> of(List<Offer> offers, String typed) {
    String line = typed.stripLeading();
    if (line.toLowerCase(Locale.ROOT).startsWith(EXPLAIN)) {
      return new Completion(offers)
          .suggest(line.substring(EXPLAIN.length())).stream()
              .map(each -> new Suggestion(EXPLAIN + each.line(), each.label(), each.note()))
              .toList();
    }
    return new Completion(offers.stream().filter(Offer::runnable).toList()).suggest(line);
  }

  private List<Suggestion> suggest(String line) {
    Optional<Begun> begun = begun(line);
    Stream<Suggestion> values = begun.stream().flatMap(Completion::arguments);
    Stream<Suggestion> words =
        commands(line, begun.map(Begun::definition).map(Definition::name).orElse(""));
    return Stream.concat(values, words).limit(MOST).toList();
  }

  /// A line that begins with all words of a command, and a space.
  private record Begun(Definition definition, String head, String rest) {}

  /// The longest match, as in the grammar.
  private Optional<Begun> begun(String line) {
    String[] tokens = line.split(" +", -1);
    for (int words = tokens.length - 1; words > 0; words--) {
      String head = String.join(" ", Arrays.copyOf(tokens, words));
      String rest = String.join(" ", Arrays.copyOfRange(tokens, words, tokens.length));
      for (Offer offer : offers) {
        if (offer.definition().words().contains(ChatWords.plain(head))) {
          return Optional.of(new Begun(offer.definition(), head, rest));
        }
      }
    }
    return Optional.empty();
  }

  /// @param begun the command that the line begins with already; empty without one
  private Stream<Suggestion> commands(String line, String begun) {
    String plain = ChatWords.plain(line);
    Stream<Suggestion> own =
        offers.stream()
            .filter(offer -> !offer.name().equals(begun))
            .filter(offer ->
                offer.definition().words().stream().anyMatch(words -> words.startsWith(plain)))
            .sorted(Comparator.comparing(Offer::name))
            .map(offer ->
                new Suggestion(
                    offer.name() + (parameters(offer).isEmpty() ? "" : " "),
                    offer.usage(),
                    offer.description()));
    return plain.isEmpty() ? own : Stream.concat(own, builtIn(plain));
  }

  private static Stream<Suggestion> builtIn(String plain) {
    return Arrays.stream(BuiltInWord.values())
        .filter(word -> word.word().startsWith(plain))
        .map(word -> new Suggestion(word.word() + " ", word.usage(), ""));
  }

  private static List<Parameter> parameters(Offer offer) {
    return offer.definition().spec().declaredParameters();
  }

  /// Values of the parameter whose turn it is, as far as the definition tells them.
  private static Stream<Suggestion> arguments(Begun begun) {
    List<String> tokens = new ArrayList<>(List.of(begun.rest().split(" +", -1)));
    String last = tokens.removeLast();
    String before = begun.head() + " " + String.join(" ", tokens) + (tokens.isEmpty() ? "" : " ");
    if (tokens.contains("because")) {
      return Stream.empty();
    }
    if (last.startsWith("-")) {
      return Stream.of("--dry-run", "--override-freeze")
          .filter(flag -> flag.startsWith(last))
          .map(flag -> new Suggestion(before + flag, flag, meaning(flag)));
    }
    List<Parameter> open = open(begun.definition(), tokens);
    if (open.isEmpty() || last.contains("=")) {
      return Stream.empty();
    }
    Parameter parameter = open.getFirst();
    return values(parameter)
        .filter(value -> value.startsWith(last) && !value.equals(last))
        .filter(value -> value.matches("[A-Za-z0-9._:/@+-]+"))
        .map(value -> new Suggestion(before + value, value, parameter.name()));
  }

  private static String meaning(String flag) {
    return flag.equals("--dry-run") ? "plan and try, change nothing" : "run in spite of a freeze";
  }

  /// Those that no plain argument and no `name=value` has filled.
  private static List<Parameter> open(Definition definition, List<String> tokens) {
    List<String> given = tokens.stream().filter(token -> !token.isEmpty()).toList();
    long plain = given.stream().filter(t -> !t.contains("=") && !t.startsWith("--")).count();
    return definition.spec().declaredParameters().stream()
        .skip(plain)
        .filter(each -> given.stream().noneMatch(t -> t.startsWith(each.name() + "=")))
        .toList();
  }

  private static Stream<String> values(Parameter parameter) {
    var values = new LinkedHashSet<String>();
    switch (parameter.kind()) {
      case ENUM -> values.addAll(parameter.values() == null ? List.of() : parameter.values());
      case BOOLEAN -> values.addAll(List.of("true", "false"));
      case STRING, INTEGER, QUANTITY -> {
        if (parameter.examples() != null) {
          values.addAll(parameter.examples());
        }
      }
    }
    if (parameter.defaultValue() != null) {
      values.add(parameter.defaultValue());
    }
    return values.stream();
  }
}
