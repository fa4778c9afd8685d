package dev.chatops.policy;

import com.google.re2j.Pattern;
import dev.chatops.api.v1alpha1.ParameterType;
import dev.chatops.api.v1alpha1.Target;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Whether a target can be there: a kind that the action knows and a name that Kubernetes takes.
final class TargetCheck {
  private static final String INVALID = "InvalidTarget";
  private static final String APPS = "apps/v1";
  private static final List<String> ROLLOUTS = List.of("Deployment", "StatefulSet", "DaemonSet");
  private static final Set<String> SECRET = Set.of("secret", "configmap");
  private static final Pattern KIND = Pattern.compile("[A-Za-z][A-Za-z0-9]{0,62}");
  private static final Pattern VERSION =
      Pattern.compile("([a-z0-9]([-a-z0-9.]*[a-z0-9])?/)?v[a-z0-9]+");

  /// RFC 1123 label.
  private static final String LABEL = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";

  private static final Pattern DNS_LABEL = Pattern.compile(LABEL);

  /// RFC 1123 subdomain, as Kubernetes checks names of workloads.
  private static final Pattern DNS_NAME = Pattern.compile(LABEL + "(\\." + LABEL + ")*");

  private static final int LONGEST_NAME = 253;

  private final TemplateCheck templates;

  TargetCheck(TemplateCheck templates) {
    this.templates = templates;
  }

  static boolean dnsLabel(String text) {
    return text.length() <= 63 && DNS_LABEL.matches(text);
  }

  static boolean dnsName(String text) {
    return text.length() <= LONGEST_NAME && DNS_NAME.matches(text);
  }

  /// Whatever rolls its pods out.
  void rollout(Target target, String place) {
    ofApps(target, place, ROLLOUTS);
  }

  void deployment(Target target, String place) {
    ofApps(target, place, List.of("Deployment"));
  }

  /// Anything; whether it has a scale subresource shows when it is asked for.
  void scalable(Target target, String place) {
    common(target, place);
  }

  /// Anything that holds no secrets.
  void shown(Target target, String place) {
    if (common(target, place) && SECRET.contains(target.kind().toLowerCase(Locale.ROOT))) {
      templates.report(INVALID, place + ".kind", "a %s is never shown.".formatted(target.kind()));
    }
  }

  /// Anything but what commands are judged by, what gives rights, what is secret, and what runs
  /// programs that no template protects.
  void patched(Target target, String place) {
    if (common(target, place)) {
      PatchedKinds.refusal(target)
          .ifPresent(message -> templates.report(INVALID, place + ".kind", message));
    }
  }

  private void ofApps(Target target, String place, List<String> kinds) {
    if (!common(target, place)) {
      return;
    }
    if (!target.apiVersionOrDefault().equals(APPS)) {
      templates.report(INVALID, place + ".apiVersion", "this action works on apps/v1 only.");
    }
    if (!kinds.contains(target.kind())) {
      templates.report(
          INVALID,
          place + ".kind",
          "this action works on %s only.".formatted(String.join(", ", kinds)));
    }
  }

  private boolean common(Target target, String place) {
    boolean version =
        literal(target.apiVersionOrDefault(), VERSION, place + ".apiVersion", "apps/v1");
    boolean kind = literal(target.kind(), KIND, place + ".kind", "Deployment");
    named(target.name(), place + ".name");
    return version && kind;
  }

  /// A name that is fixed, or chosen by enum parameters.
  void named(String text, String place) {
    templates.filledAlways(text, place).ifPresent(name -> name(name, place));
  }

  private boolean literal(String text, Pattern pattern, String place, String example) {
    if (!templates.constant(text, place)) {
      return false;
    }
    if (!pattern.matches(text)) {
      templates.report(
          INVALID, place, "%s is none; %s would be.".formatted(Excerpt.quoted(text), example));
      return false;
    }
    return true;
  }

  /// With values that are DNS names themselves, a template that fits with one set of them fits with
  /// every set that is not longer.
  private void name(Template name, String place) {
    for (String parameter : name.parameters()) {
      CompiledParameter declared = templates.parameters().get(parameter);
      if (declared == null || declared.declared().kind() != ParameterType.ENUM) {
        templates.report(
            "MisplacedParameter",
            place,
            "%s is not an enum; only enum parameters may choose a target.".formatted(parameter));
        return;
      }
      for (String value : declared.allowedValues()) {
        if (!DNS_NAME.matches(value)) {
          templates.report(
              INVALID,
              place,
              "the value %s of %s cannot be part of a name: a-z, 0-9, - and . only."
                  .formatted(Excerpt.quoted(value), parameter));
          return;
        }
      }
    }
    String longest = name.fill(this::longestValue);
    if (!dnsName(longest)) {
      templates.report(
          INVALID,
          place,
          "%s cannot be a name: a-z, 0-9, - and . only, 253 characters at most."
              .formatted(Excerpt.quoted(longest)));
    }
  }

  private String longestValue(String parameter) {
    CompiledParameter declared = templates.parameters().get(parameter);
    return declared == null
        ? ""
        : declared.allowedValues().stream().max(Comparator.comparingInt(String::length)).orElse("");
  }
}
