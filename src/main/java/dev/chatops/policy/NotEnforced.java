package dev.chatops.policy;

import dev.chatops.api.v1alpha1.AllowedCommandSpec;
import dev.chatops.api.v1alpha1.AllowedCommandSpec.OnFailure;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// Fields that this version does not obey. A definition that sets one is not accepted: it would be
/// half obeyed.
final class NotEnforced {
  private static final List<Field> FIELDS =
      List.of(
          new Field(
              "onFailure", "onFailure: Rollback", spec -> spec.onFailure() == OnFailure.ROLLBACK));

  private record Field(String name, String asWritten, Predicate<AllowedCommandSpec> set) {}

  private NotEnforced() {}

  static void check(AllowedCommandSpec spec, Consumer<Problem> found) {
    FIELDS.stream()
        .filter(field -> field.set().test(spec))
        .map(field ->
            new Problem(
                "NotSupported",
                "spec." + field.name(),
                "this version does not enforce %s; remove it.".formatted(field.asWritten())))
        .forEach(found);
  }
}
