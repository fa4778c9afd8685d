package dev.chatops.policy;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatops.api.v1alpha1.Group;
import dev.chatops.api.v1alpha1.PatchAction;
import dev.chatops.api.v1alpha1.PatchOperation;
import dev.chatops.api.v1alpha1.PatchOperation.Op;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/// Whether the change of `patch` is one that a command may make: its paths are fixed, and none
/// leads to what belongs to the operator, to the kind's controller, or to a program.
///
/// What an operation would remove shows on the object only, so the plan looks once more.
record PatchCheck(TemplateCheck templates) {

  private static final String INVALID = "InvalidPatch";

  /// Characters of JSON; the definition is kept in memory.
  private static final int LONGEST = 32_768;

  private static final int LONGEST_PATH = 253;

  private static final Set<String> NAMING = Set.of("apiVersion", "kind");
  private static final Set<String> MARKS = Set.of("labels", "annotations");

  /// Members that name what programs do; no argument gets there, whatever the kind.
  private static final Set<String> COMMANDS = Set.of("image", "command", "args", "env", "envFrom");

  void check(PatchAction patch, String place) {
    new TargetCheck(templates).patched(patch.target(), place + ".target");
    if (Stream.of(patch.merge(), patch.json(), patch.apply()).filter(Objects::nonNull).count()
        != 1) {
      report(place, "give exactly one of merge, json and apply.");
      return;
    }
    if (patch.subresource() != null && PatchedKinds.isBuiltIn(patch.target())) {
      report(
          place + ".subresource",
          "Kubernetes itself writes the status of a %s; nothing is ordered there."
              .formatted(patch.target().kind()));
    }
    if (patch.merge() != null) {
      values(patch, patch.merge(), place + ".merge");
    }
    if (patch.json() != null) {
      operations(patch, patch.json(), place + ".json");
    }
    if (patch.apply() != null) {
      values(patch, patch.apply(), place + ".apply");
    }
    if (patch.outcome() != null) {
      Outcomes.compile(patch.outcome(), place + ".outcome", templates.found());
    }
  }

  private void values(PatchAction patch, ObjectNode values, String place) {
    if (values.toString().length() > LONGEST) {
      report(place, "is longer than " + LONGEST + " characters.");
      return;
    }
    var leaves = new ArrayList<Leaf>();
    leaves(List.of(), values, place, leaves);
    if (leaves.size() > PatchAction.MOST) {
      report(place, "sets more than " + PatchAction.MOST + " values.");
      return;
    }
    for (Leaf leaf : leaves) {
      if (leaf.value().isEmpty() && leaf.value().isObject()) {
        report(leaf.place(), "names no value to set.");
      } else if (leaf.value().isNull()) {
        report(leaf.place(), "null is lost by kubectl apply; use json with op remove.");
      } else if (reaches(patch, leaf.path(), leaf.place())) {
        value(leaf.path(), leaf.value(), leaf.place());
      }
    }
  }

  /// A value that is no object, or an empty one.
  private record Leaf(List<String> path, JsonNode value, String place) {}

  private static void leaves(List<String> path, JsonNode node, String place, List<Leaf> found) {
    if (!node.isObject() || node.isEmpty()) {
      found.add(new Leaf(path, node, place));
      return;
    }
    node.properties()
        .forEach(member ->
            leaves(
                with(path, member.getKey()),
                member.getValue(),
                place + "." + member.getKey(),
                found));
  }

  private void operations(PatchAction patch, List<PatchOperation> operations, String place) {
    if (operations.isEmpty() || operations.size() > PatchAction.MOST) {
      report(place, "give 1 to " + PatchAction.MOST + " operations.");
      return;
    }
    if (operations.stream().allMatch(PatchCheck::isTest)) {
      report(place, "only tests, and changes nothing.");
    }
    for (int i = 0; i < operations.size(); i++) {
      operation(patch, operations.get(i), "%s[%d]".formatted(place, i));
    }
  }

  private void operation(PatchAction patch, PatchOperation operation, String place) {
    JsonNode value = operation.value();
    if (value != null && value.toString().length() > LONGEST) {
      report(place + ".value", "is longer than " + LONGEST + " characters.");
      return;
    }
    List<String> path = path(operation.path(), place + ".path");
    if (path.isEmpty()) {
      return;
    }
    boolean onlyLooks =
        isTest(operation) && (path.getFirst().equals("status") || patch.subresource() != null);
    boolean reachable =
        onlyLooks ? reachesNoProgram(path, place + ".path") : reaches(patch, path, place + ".path");
    if (!reachable) {
      return;
    }
    if (operation.op() == Op.REMOVE) {
      if (value != null && !value.isNull()) {
        report(place + ".value", "remove takes no value.");
      }
    } else if (value == null || value.isNull()) {
      report(place + ".value", "give the value to " + (isTest(operation) ? "find." : "set."));
    } else {
      value(path, value, place + ".value");
    }
  }

  private static boolean isTest(PatchOperation operation) {
    return operation.op() == Op.TEST;
  }

  /// The members that a JSON pointer names; empty when it is none, which is reported.
  private List<String> path(String text, String place) {
    var path = new ArrayList<String>();
    try {
      for (var at = JsonPointer.compile(text); !at.matches(); at = at.tail()) {
        path.add(at.getMatchingProperty());
      }
    } catch (IllegalArgumentException none) {
      path.clear();
    }
    if (path.isEmpty() || path.contains("") || path.contains("-")) {
      report(
          place,
          "%s is no JSON pointer to a value; /spec/suspend would be."
              .formatted(Excerpt.quoted(text)));
      return List.of();
    }
    return path;
  }

  private boolean reaches(PatchAction patch, List<String> path, String place) {
    String first = path.getFirst();
    if (!reachesNoProgram(path, place)) {
      return false;
    }
    if (NAMING.contains(first)) {
      return refused(place, "the %s of an object stays.".formatted(first));
    }
    if (first.equals("status") && patch.subresource() == null) {
      return refused(
          place, "the status is its controller's; an order in it needs subresource: status.");
    }
    if (!first.equals("status") && patch.subresource() != null) {
      return refused(place, "with subresource: status, only values of the status may be set.");
    }
    if (first.equals("metadata")) {
      return marks(path, place);
    }
    if (PatchedKinds.group(patch.target()).equals(PatchedKinds.APPS)
        && path.equals(List.of("spec", "replicas"))) {
      return refused(place, "use scale, which knows autoscalers.");
    }
    return path.stream().mapToInt(member -> member.length() + 1).sum() <= LONGEST_PATH
        || refused(place, "lies deeper than " + LONGEST_PATH + " characters.");
  }

  private boolean reachesNoProgram(List<String> path, String place) {
    for (String member : path) {
      if (member.contains(Template.OPENING)) {
        var _ = templates.constant(member, place);
        return false;
      }
      if (PatchAction.PROGRAMS.contains(member)) {
        return refused(
            place,
            "%s says what programs run; use deploy, job or create."
                .formatted(Excerpt.quoted(member)));
      }
    }
    return true;
  }

  /// One label or annotation.
  private boolean marks(List<String> path, String place) {
    if (path.size() != 3 || !MARKS.contains(path.get(1))) {
      return refused(place, "of metadata, single labels and annotations only may be set.");
    }
    return !path.get(2).startsWith(Group.NAME + "/")
        || refused(place, Excerpt.quoted(path.get(2)) + " is the operator's own.");
  }

  /// Texts hold parameters that are there, and no member within leads where none may.
  private void value(List<String> path, JsonNode node, String place) {
    if (node.isTextual()) {
      text(path, node.asText(), place);
    }
    node.properties()
        .forEach(member -> {
          List<String> inner = with(path, member.getKey());
          if (reachesNoProgram(inner, place)) {
            value(inner, member.getValue(), place + "." + member.getKey());
          }
        });
    if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        value(path, node.get(i), place + "[" + i + "]");
      }
    }
  }

  private void text(List<String> path, String text, String place) {
    if (path.getFirst().equals("metadata") || path.stream().anyMatch(COMMANDS::contains)) {
      var _ = templates.constant(text, place);
    } else {
      var _ = templates.filledAlways(text, place);
    }
  }

  private static List<String> with(List<String> path, String member) {
    var longer = new ArrayList<>(path);
    longer.add(member);
    return List.copyOf(longer);
  }

  private boolean refused(String place, String message) {
    report(place, message);
    return false;
  }

  private void report(String place, String message) {
    templates.report(INVALID, place, message);
  }
}
