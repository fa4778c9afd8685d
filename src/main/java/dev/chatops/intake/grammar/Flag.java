package dev.chatops.intake.grammar;

import dev.chatops.api.v1alpha1.Mode;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// What may stand behind `--`.
enum Flag {
  DRY_RUN,
  EXPLAIN,
  OVERRIDE_FREEZE,
  NOTIFY;

  static Optional<Flag> of(String written) {
    return Arrays.stream(values())
        .filter(flag -> flag.written().equalsIgnoreCase(written))
        .findFirst();
  }

  static Set<Flag> of(Request.Run run) {
    var flags = EnumSet.noneOf(Flag.class);
    switch (run.mode()) {
      case RUN -> {}
      case DRY_RUN -> flags.add(DRY_RUN);
      case EXPLAIN -> flags.add(EXPLAIN);
    }
    if (run.overrideFreeze()) {
      flags.add(OVERRIDE_FREEZE);
    }
    if (run.notifyRequester()) {
      flags.add(NOTIFY);
    }
    return flags;
  }

  static Mode mode(Set<Flag> flags) {
    if (flags.contains(EXPLAIN)) {
      return Mode.EXPLAIN;
    }
    return flags.contains(DRY_RUN) ? Mode.DRY_RUN : Mode.RUN;
  }

  static List<String> all() {
    return Arrays.stream(values()).map(Flag::written).toList();
  }

  String written() {
    return "--" + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
