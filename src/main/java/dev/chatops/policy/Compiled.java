package dev.chatops.policy;

import java.util.List;

/// What [Definition#compile] answers.
public sealed interface Compiled {

  /// It can work, as far as the definition alone can tell.
  record Usable(Definition definition) implements Compiled {}

  /// It cannot work.
  ///
  /// @param problems in the order of the fields, at least one
  record Unusable(List<Problem> problems) implements Compiled {
    public Unusable {
      problems = List.copyOf(problems);
    }

    public Problem first() {
      return problems.getFirst();
    }
  }
}
