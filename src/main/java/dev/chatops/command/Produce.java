package dev.chatops.command;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatops.action.Excerpt;
import dev.chatops.action.Workload;
import dev.chatops.api.v1alpha1.Engine;
import dev.chatops.engine.Preset;
import dev.chatops.engine.Procedure;
import dev.chatops.output.Redaction;
import dev.chatops.policy.ObjectExpressions;
import java.util.Map;
import java.util.TreeMap;

/// What an engine says that it produced, by name.
final class Produce {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};

  /// Longest value of a result.
  private static final int LONGEST = 512;

  private static final String NOT_VERIFIED = "not verified with the engine itself: ";
  private static final String POINT = "restorePoint";

  private Produce() {}

  /// @param usable whether what was saved can be brought back, as far as the engine says
  static Map<String, String> of(Run run, Engine engine, Workload object, boolean usable) {
    Preset preset = Preset.of(engine);
    Procedure procedure = run.verb().equals("backup") ? preset.backup() : preset.restore();
    var result = new TreeMap<String, String>();
    ObjectExpressions.of(procedure.result())
        .texts(JSON.convertValue(object.json(), MAP))
        .forEach((name, text) -> result.put(name, Excerpt.of(Redaction.of(text), LONGEST)));
    if (!usable) {
      result.remove(POINT);
    }
    result.put("engine", engine.word());
    result.put("ref", object.title());
    if (procedure.consistency() != null) {
      result.put("consistency", procedure.consistency().word());
    }
    if (procedure.verified() == null) {
      result.put(
          "preset",
          NOT_VERIFIED
              + (run.verb().equals("backup")
                  ? "try a restore before you rely on it"
                  : "look at what was restored"));
    }
    return result;
  }
}
