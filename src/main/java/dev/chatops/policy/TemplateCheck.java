package dev.chatops.policy;

import java.util.Optional;
import java.util.function.Consumer;

/// Whether text with `${parameter}` in it names parameters that are there.
///
/// @param found takes what is wrong
record TemplateCheck(Parameters parameters, Consumer<Problem> found) {

  /// The template, when every command can fill it.
  Optional<Template> filledAlways(String text, String place) {
    return known(text, place).filter(template -> alwaysSet(template, place));
  }

  /// The template, when its parameters are declared; a command may come without a value for them.
  Optional<Template> known(String text, String place) {
    Optional<Template> template = Template.parse(text);
    if (template.isEmpty()) {
      report(
          "InvalidTemplate",
          place,
          "${ must be followed by the name of a parameter and }, such as ${tag}.");
      return template;
    }
    return template.filter(parsed -> declared(parsed, place));
  }

  /// Reports a parameter where none may stand.
  boolean constant(String text, String place) {
    if (!text.contains(Template.OPENING)) {
      return true;
    }
    report("MisplacedParameter", place, "no parameter may stand here; write the value itself.");
    return false;
  }

  void report(String reason, String place, String message) {
    found.accept(new Problem(reason, place, Excerpt.sentence(message)));
  }

  private boolean declared(Template template, String place) {
    for (String name : template.parameters()) {
      if (parameters.get(name) == null) {
        report("UnknownParameter", place, parameters.unknown(name));
        return false;
      }
    }
    return true;
  }

  private boolean alwaysSet(Template template, String place) {
    for (String name : template.parameters()) {
      CompiledParameter parameter = parameters.get(name);
      if (parameter != null && !parameter.alwaysSet()) {
        report(
            "OptionalParameter",
            place,
            "%s may be missing, and this cannot do without it; set required: true or a default."
                .formatted(name));
        return false;
      }
    }
    return true;
  }
}
