package dev.chatops.policy;

import dev.cel.bundle.Cel;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// CEL as rules speak it: the standard functions over six variables, within fixed limits.
///
/// @param fields what each variable has, so that a typing error shows when the definition is read
///   and not when a command is refused
record RuleLanguage(Map<String, Set<String>> fields) {
  private static final int DEEPEST_NESTING = 2;
  private static final String NOW = "now";
  private static final Map<String, Set<String>> FIXED =
      Map.of(
          "requester", Set.of("username", "uid", "groups"),
          "origin", Set.of("platform", "workspace", "channel", "user", "thread", "message", "text"),
          "target", Set.of("apiVersion", "kind", "name", "labels"),
          "plan", Set.of("summary", "changes"));

  /// Iterations and the size of regular expressions are unlimited unless they are set.
  static final CelOptions LIMITS =
      CelOptions.current()
          .comprehensionMaxIterations(1000)
          .maxExpressionCodePointSize(4096)
          .maxParseRecursionDepth(32)
          .maxRegexProgramSize(500)
          .enableHeterogeneousNumericComparisons(true)
          .build();

  private static final Cel CEL =
      CelFactory.plannerCelBuilder()
          .setOptions(LIMITS)
          .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
          .addVar("args", MapType.create(SimpleType.STRING, SimpleType.DYN))
          .addVar("requester", MapType.create(SimpleType.STRING, SimpleType.DYN))
          .addVar("origin", MapType.create(SimpleType.STRING, SimpleType.DYN))
          .addVar("target", MapType.create(SimpleType.STRING, SimpleType.DYN))
          .addVar("plan", MapType.create(SimpleType.STRING, SimpleType.DYN))
          .addVar(NOW, SimpleType.TIMESTAMP)
          .setResultType(SimpleType.BOOL)
          .build();

  static RuleLanguage of(Set<String> parameters) {
    var fields = new HashMap<>(FIXED);
    fields.put("args", parameters);
    return new RuleLanguage(Map.copyOf(fields));
  }

  /// What became of an expression.
  sealed interface Translation {
    record Program(CelRuntime.Program program) implements Translation {}

    /// @param message one sentence
    record Mistake(String message) implements Translation {}
  }

  Translation translate(String expression) {
    try {
      CelAbstractSyntaxTree tree = CEL.compile(expression).getAst();
      CelNavigableExpr root = CelNavigableAst.fromAst(tree).getRoot();
      Optional<String> mistake = unknownField(root).or(() -> tooDeep(root));
      return mistake.isPresent()
          ? new Translation.Mistake(mistake.get())
          : new Translation.Program(CEL.createProgram(tree));
    } catch (CelValidationException invalid) {
      return new Translation.Mistake(firstError(invalid));
    } catch (CelEvaluationException invalid) {
      return new Translation.Mistake(shortened(invalid) + ".");
    }
  }

  /// What went wrong, on one line.
  static String shortened(Exception error) {
    String message = error.getMessage() == null ? "no details" : error.getMessage();
    return Excerpt.of(
        message.replaceFirst("^evaluation error( at [^:]*:\\d+)?: ", "").replaceFirst("\\.$", ""),
        100);
  }

  private static String firstError(CelValidationException invalid) {
    return invalid.getErrors().stream()
        .findFirst()
        .map(issue ->
            "%s, at line %d, column %d."
                .formatted(
                    Excerpt.of(plain(issue.getMessage()), 150),
                    issue.getSourceLocation().getLine(),
                    issue.getSourceLocation().getColumn() + 1))
        .orElseGet(() -> shortened(invalid) + ".");
  }

  /// Without what only a parser knows: containers, and the list of all tokens it would have taken.
  private static String plain(String message) {
    return message.replace(" (in container '')", "").replaceFirst(" expecting \\{.*", "");
  }

  private Optional<String> unknownField(CelNavigableExpr root) {
    return root.allNodes()
        .flatMap(node -> access(node.expr()).stream())
        .filter(access -> fields.containsKey(access.variable()))
        .filter(
            access -> !fields.getOrDefault(access.variable(), Set.of()).contains(access.field()))
        .map(this::unknown)
        .findFirst();
  }

  private String unknown(Access access) {
    Set<String> known = fields.getOrDefault(access.variable(), Set.of());
    String nearest =
        Nearest.of(access.field(), known).stream()
            .findFirst()
            .map(field -> "; did you mean %s.%s?".formatted(access.variable(), field))
            .orElse(".");
    return "there is no %s.%s%s"
        .formatted(access.variable(), Excerpt.of(access.field(), 60), nearest);
  }

  /// `variable.field` or `variable["field"]`.
  private record Access(String variable, String field) {}

  private static Optional<Access> access(CelExpr expr) {
    if (expr.getKind() == Kind.SELECT && expr.select().operand().getKind() == Kind.IDENT) {
      return Optional.of(new Access(expr.select().operand().ident().name(), expr.select().field()));
    }
    if (expr.getKind() == Kind.CALL && expr.call().function().equals("_[_]")) {
      List<CelExpr> parts = expr.call().args();
      if (parts.get(0).getKind() == Kind.IDENT
          && parts.get(1).getKind() == Kind.CONSTANT
          && parts.get(1).constant().getKind() == CelConstant.Kind.STRING_VALUE) {
        return Optional.of(
            new Access(parts.get(0).ident().name(), parts.get(1).constant().stringValue()));
      }
    }
    return Optional.empty();
  }

  private static Optional<String> tooDeep(CelNavigableExpr root) {
    return root.allNodes()
            .filter(node -> node.getKind() == Kind.COMPREHENSION)
            .anyMatch(node -> nesting(Optional.of(node)) > DEEPEST_NESTING)
        ? Optional.of(
            "all, exists, map and filter may be nested " + DEEPEST_NESTING + " deep only.")
        : Optional.empty();
  }

  private static int nesting(Optional<CelNavigableExpr> node) {
    return node.map(each -> (each.getKind() == Kind.COMPREHENSION ? 1 : 0) + nesting(each.parent()))
        .orElse(0);
  }
}
