package dev.chatops.intake.answer;

import dev.chatops.api.v1alpha1.Parameter;
import dev.chatops.api.v1alpha1.ParameterType;
import dev.chatops.chat.inbound.Form;
import dev.chatops.intake.grammar.Request;
import dev.chatops.policy.Definition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The form of a command, and what comes back with it. The state of a form is the line that it
/// completes, and is read like one that somebody typed.
public final class Forms {

  /// No parameter has this name.
  public static final String REASON = "-reason";

  private static final int TITLE = 24;
  private static final int STATE = 3000;

  private Forms() {}

  /// @param soFar what is known
  /// @param reason whether a reason is wanted
  /// @return empty where the line is too long to be carried along
  public static Optional<Form> of(Request.Run soFar, Definition definition, boolean reason) {
    if (soFar.line().length() > STATE) {
      return Optional.empty();
    }
    var fields = new ArrayList<Form.Field>();
    for (Parameter parameter : definition.spec().declaredParameters()) {
      fields.add(field(parameter, soFar.args().get(parameter.name())));
    }
    if (reason || soFar.reason() != null) {
      fields.add(
          new Form.Field(
              REASON,
              "Reason",
              "Why it is wanted; approvers read it.",
              reason,
              soFar.reason(),
              new Form.Kind.Words(true)));
    }
    return Optional.of(new Form(title(definition.name()), soFar.line(), fields));
  }

  /// What is asked for once the form is filled in. Fields of no parameter are left out.
  public static Request.Run filled(
      Request.Run soFar, Definition definition, Map<String, String> values) {
    var args = new LinkedHashMap<String, String>();
    for (Parameter parameter : definition.spec().declaredParameters()) {
      // A box that is not ticked does not come back.
      String value =
          values.getOrDefault(
              parameter.name(), parameter.kind() == ParameterType.BOOLEAN ? "false" : "");
      if (!value.isEmpty()) {
        args.put(parameter.name(), value);
      }
    }
    String reason = values.getOrDefault(REASON, "").replaceAll("\\s+", " ").strip();
    return new Request.Run(
        soFar.namespace(),
        soFar.command(),
        args,
        soFar.mode(),
        soFar.overrideFreeze(),
        soFar.notifyRequester(),
        reason.isEmpty() ? soFar.reason() : reason);
  }

  /// What is wrong with single fields, by their names.
  public static Map<String, String> errors(
      Request.Run filled, Definition definition, boolean wantsReason) {
    var errors = new LinkedHashMap<String, String>();
    for (Parameter parameter : definition.spec().declaredParameters()) {
      String value = filled.args().get(parameter.name());
      if (value == null) {
        if (parameter.mandatory()) {
          errors.put(parameter.name(), "A value is needed.");
        }
        continue;
      }
      definition
          .refusal(parameter.name(), value)
          .ifPresent(refusal -> errors.put(parameter.name(), refusal));
    }
    if (wantsReason && filled.reason() == null) {
      errors.put(REASON, "Say why.");
    }
    return errors;
  }

  private static Form.Field field(Parameter parameter, @Nullable String given) {
    return new Form.Field(
        parameter.name(),
        parameter.name(),
        parameter.description(),
        parameter.mandatory() && parameter.kind() != ParameterType.BOOLEAN,
        given == null ? parameter.defaultValue() : given,
        switch (parameter.kind()) {
          case STRING, QUANTITY -> new Form.Kind.Words(false);
          case INTEGER -> new Form.Kind.WholeNumber(parameter.min(), parameter.max());
          case BOOLEAN -> new Form.Kind.YesOrNo();
          case ENUM ->
              new Form.Kind.OneOf(parameter.values() == null ? List.of() : parameter.values());
        });
  }

  private static String title(String name) {
    return name.length() > TITLE ? name.substring(0, TITLE - 1) + "…" : name;
  }
}
