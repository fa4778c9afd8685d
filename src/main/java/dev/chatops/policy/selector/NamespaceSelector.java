package dev.chatops.policy.selector;

import dev.chatops.policy.Excerpt;
import dev.chatops.policy.Problem;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A label selector, with the meaning that Kubernetes gives it: all requirements must hold, an
/// empty one selects everything. So does one that cannot be understood.
public record NamespaceSelector(List<Requirement> requirements) {
  private static final String PLACE = "spec.namespaceSelector";
  private static final String WORD = "[A-Za-z0-9]([-_.A-Za-z0-9]{0,61}[A-Za-z0-9])?";
  private static final Pattern VALUE = Pattern.compile("(" + WORD + ")?");
  private static final Pattern KEY =
      Pattern.compile("([a-z0-9]([-.a-z0-9]{0,251}[a-z0-9])?/)?" + WORD);

  public enum Operator {
    IN,
    NOT_IN,
    EXISTS,
    DOES_NOT_EXIST;

    static @Nullable Operator of(@Nullable String word) {
      return switch (word) {
        case "In" -> IN;
        case "NotIn" -> NOT_IN;
        case "Exists" -> EXISTS;
        case "DoesNotExist" -> DOES_NOT_EXIST;
        case null, default -> null;
      };
    }

    boolean takesValues() {
      return this == IN || this == NOT_IN;
    }
  }

  public record Requirement(String key, Operator operator, Set<String> values) {

    boolean holds(Map<String, String> labels) {
      String value = labels.get(key);
      return switch (operator) {
        case IN -> value != null && values.contains(value);
        case NOT_IN -> value == null || !values.contains(value);
        case EXISTS -> value != null;
        case DOES_NOT_EXIST -> value == null;
      };
    }
  }

  public boolean matches(Map<String, String> labels) {
    return requirements.stream().allMatch(requirement -> requirement.holds(labels));
  }

  public static NamespaceSelector compile(
      @Nullable LabelSelector selector, Consumer<Problem> found) {
    if (selector == null) {
      return new NamespaceSelector(List.of());
    }
    var requirements = new ArrayList<Requirement>();
    var problems = new ArrayList<Problem>();
    selector
        .getMatchLabels()
        .forEach((key, value) -> {
          String place = PLACE + ".matchLabels";
          checkKey(key, place, problems::add);
          checkValue(value, place, problems::add);
          requirements.add(new Requirement(key, Operator.IN, Set.of(value)));
        });
    for (int i = 0; i < selector.getMatchExpressions().size(); i++) {
      requirement(
          selector.getMatchExpressions().get(i),
          "%s.matchExpressions[%d]".formatted(PLACE, i),
          requirements::add,
          problems::add);
    }
    problems.forEach(found);
    return new NamespaceSelector(problems.isEmpty() ? List.copyOf(requirements) : List.of());
  }

  private static void requirement(
      LabelSelectorRequirement written,
      String place,
      Consumer<Requirement> understood,
      Consumer<Problem> found) {
    String key = written.getKey() == null ? "" : written.getKey();
    Operator operator = Operator.of(written.getOperator());
    checkKey(key, place + ".key", found);
    written.getValues().forEach(value -> checkValue(value, place + ".values", found));
    if (operator == null) {
      report(place + ".operator", "must be In, NotIn, Exists or DoesNotExist.", found);
    } else if (operator.takesValues() == written.getValues().isEmpty()) {
      report(
          place + ".values",
          operator.takesValues()
              ? "In and NotIn need at least one value."
              : "Exists and DoesNotExist take no values; remove them.",
          found);
    } else {
      understood.accept(new Requirement(key, operator, Set.copyOf(written.getValues())));
    }
  }

  private static void checkKey(String key, String place, Consumer<Problem> found) {
    if (!KEY.matcher(key).matches()) {
      report(place, "%s can be no key of a label.".formatted(Excerpt.quoted(key)), found);
    }
  }

  private static void checkValue(String value, String place, Consumer<Problem> found) {
    if (!VALUE.matcher(value).matches()) {
      report(place, "%s can be no value of a label.".formatted(Excerpt.quoted(value)), found);
    }
  }

  private static void report(String place, String message, Consumer<Problem> found) {
    found.accept(new Problem("InvalidSelector", place, message));
  }
}
