package dev.chatops.console.page;

import dev.chatops.api.v1alpha1.Mode;
import dev.chatops.chat.inbound.Form;
import dev.chatops.intake.answer.Forms;
import dev.chatops.intake.grammar.Request;
import dev.chatops.policy.Definition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One question of a form.
///
/// @param type `text`, `number`, `tick` or `choice`
/// @param options of a choice
/// @param error what is wrong with the value; empty where nothing is
public record FieldView(
    String name,
    String label,
    String hint,
    boolean required,
    String value,
    String type,
    List<String> options,
    @Nullable Long min,
    @Nullable Long max,
    String error) {

  /// The questions of a command.
  ///
  /// @param values as they were typed, by name
  /// @param errors by name
  public static List<FieldView> of(
      String namespace,
      Definition definition,
      Map<String, String> values,
      Map<String, String> errors) {
    return Forms.of(Blank.run(namespace, definition), definition, true).stream()
        .flatMap(form -> form.fields().stream())
        .map(field -> of(field, definition, values, errors))
        .toList();
  }

  private static FieldView of(
      Form.Field field,
      Definition definition,
      Map<String, String> values,
      Map<String, String> errors) {
    boolean reason = field.name().equals(Forms.REASON);
    String initial = Optional.ofNullable(field.initial()).orElse("");
    return new FieldView(
        field.name(),
        reason ? "because" : field.label(),
        Optional.ofNullable(field.hint()).orElse(""),
        reason ? Boolean.TRUE.equals(definition.spec().reasonRequired()) : field.required(),
        values.getOrDefault(field.name(), values.isEmpty() ? initial : ""),
        switch (field.kind()) {
          case Form.Kind.Words _ -> "text";
          case Form.Kind.WholeNumber _ -> "number";
          case Form.Kind.YesOrNo _ -> "tick";
          case Form.Kind.OneOf _ -> "choice";
        },
        field.kind() instanceof Form.Kind.OneOf(List<String> options) ? options : List.of(),
        field.kind() instanceof Form.Kind.WholeNumber(Long min, Long _) ? min : null,
        field.kind() instanceof Form.Kind.WholeNumber(Long _, Long max) ? max : null,
        errors.getOrDefault(field.name(), ""));
  }

  /// What is asked for before anything was filled in.
  public static final class Blank {
    private Blank() {}

    public static Request.Run run(String namespace, Definition definition) {
      return new Request.Run(
          namespace, definition.name(), new LinkedHashMap<>(), Mode.RUN, false, false, null);
    }
  }
}
