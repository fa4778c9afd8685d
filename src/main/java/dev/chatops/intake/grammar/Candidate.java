package dev.chatops.intake.grammar;

import dev.chatops.api.v1alpha1.Mode;
import dev.chatops.api.v1alpha1.Parameter;
import dev.chatops.policy.Binding;
import dev.chatops.policy.Excerpt;
import dev.chatops.policy.Nearest;
import io.fabric8.kubernetes.api.model.IntOrString;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// One command that a line may mean.
///
/// @param words how many tokens found it
/// @param arguments the tokens behind, without the namespace
/// @param named the namespace that the line names, which is the command's; null without one
record Candidate(Command command, int words, List<Token> arguments, @Nullable String named) {

  /// @throws NotUnderstood where the line names a namespace in which the command is not
  static Candidate of(Command command, int words, Order order, Place place) throws NotUnderstood {
    List<Token> rest = order.words().subList(words, order.words().size());
    int size = rest.size();
    if (size > 0 && in(rest.getLast())) {
      throw new NotUnderstood(
          Cause.UNKNOWN_NAMESPACE, "Write a namespace behind in." + choice(place), order.end());
    }
    if (size < 2 || !in(rest.get(size - 2))) {
      return new Candidate(command, words, rest, null);
    }
    Token namespace = rest.getLast();
    String named = written(namespace);
    if (!place.namespaces().contains(named)) {
      throw new NotUnderstood(Cause.UNKNOWN_NAMESPACE, unknown(named, place), namespace.at());
    }
    if (!named.equals(command.namespace())) {
      throw new NotUnderstood(
          Cause.NOT_IN_NAMESPACE,
          "%s is not in %s but in %s: ask for it there."
              .formatted(command.name(), named, command.namespace()),
          namespace.at());
    }
    return new Candidate(command, words, rest.subList(0, size - 2), named);
  }

  String namespace() {
    return command.namespace();
  }

  /// @return a request, or what it needs beside
  Reading read(Order order, String line) throws NotUnderstood {
    var values = ArgumentReader.read(command.definition(), arguments);
    Mode mode = Flag.mode(order.flags());
    var run =
        new Request.Run(
            command.namespace(),
            command.name(),
            values,
            mode,
            order.flags().contains(Flag.OVERRIDE_FREEZE),
            order.flags().contains(Flag.NOTIFY),
            order.reason());
    List<String> missing = missing(values);
    boolean wantsReason =
        order.reason() == null && mode != Mode.EXPLAIN && demandsReason(run.overrideFreeze());
    if (!missing.isEmpty() || wantsReason) {
      return new Misunderstanding.Incomplete(
          run,
          missing,
          wantsReason,
          Excerpt.sentence(wanted(missing, wantsReason)),
          line,
          line.codePointCount(0, line.length()),
          List.of());
    }
    Map<String, IntOrString> given = new HashMap<>();
    values.forEach((name, value) -> given.put(name, new IntOrString(value)));
    if (command.definition().bind(given) instanceof Binding.Misfit(String message)) {
      throw new NotUnderstood(Cause.BAD_VALUE, message, order.words().getFirst().at());
    }
    return run;
  }

  private boolean demandsReason(boolean overrideFreeze) {
    return overrideFreeze || Boolean.TRUE.equals(command.definition().spec().reasonRequired());
  }

  private List<String> missing(Map<String, String> values) {
    return command.definition().spec().declaredParameters().stream()
        .filter(parameter -> parameter.mandatory() && !values.containsKey(parameter.name()))
        .map(Parameter::name)
        .toList();
  }

  private static String wanted(List<String> missing, boolean reason) {
    var sentences = new ArrayList<String>();
    if (!missing.isEmpty()) {
      sentences.add("Add a value for " + String.join(", ", missing) + ".");
    }
    if (reason) {
      sentences.add("Say why: write because and the reason at the end.");
    }
    return String.join(" ", sentences);
  }

  private static boolean in(Token token) {
    return token instanceof Token.Word word && word.is("in");
  }

  private static String written(Token token) {
    return switch (token) {
      case Token.Word(String text, int at) -> text;
      case Token.Quoted(String text, int at) -> text;
      case Token.Named(String name, String value, int at, int valueAt) -> name + "=" + value;
    };
  }

  private static String unknown(String named, Place place) {
    List<String> nearest = Nearest.of(named, place.namespaces());
    String hint = nearest.isEmpty() ? choice(place) : " Did you mean " + nearest.getFirst() + "?";
    return "%s is no namespace of this place.%s Quote the word in to pass it as an argument."
        .formatted(Excerpt.quoted(named), hint);
  }

  private static String choice(Place place) {
    return place.namespaces().isEmpty()
        ? ""
        : " Here that is one of "
            + Excerpt.of(String.join(", ", new TreeSet<>(place.namespaces())), 80)
            + ".";
  }
}
