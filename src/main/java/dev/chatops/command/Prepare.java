package dev.chatops.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatops.action.Action;
import dev.chatops.action.Actions;
import dev.chatops.action.Effect;
import dev.chatops.action.Facts;
import dev.chatops.action.Making;
import dev.chatops.action.Observer;
import dev.chatops.action.Plan;
import dev.chatops.action.Planning;
import dev.chatops.action.Workload;
import dev.chatops.action.deploy.DeployPlanner;
import dev.chatops.action.ownership.Reclaim;
import dev.chatops.action.patch.PatchPlanner;
import dev.chatops.api.v1alpha1.ChatCommandSpec;
import dev.chatops.api.v1alpha1.CommandPlan;
import dev.chatops.api.v1alpha1.DefinitionRef;
import dev.chatops.api.v1alpha1.GitOpsOverride;
import dev.chatops.api.v1alpha1.Mode;
import dev.chatops.api.v1alpha1.PutBack;
import dev.chatops.api.v1alpha1.Reason;
import dev.chatops.api.v1alpha1.Resolved;
import dev.chatops.api.v1alpha1.Target;
import dev.chatops.api.v1alpha1.TargetRef;
import dev.chatops.api.v1alpha1.Timespan;
import dev.chatops.policy.RuleFacts;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What would change? Plans, asks the definition's rules, and has the API server try the change
/// without effect.
final class Prepare implements Step {

  private static final Duration SOON = Duration.ofSeconds(1);

  private final Survey survey;
  private final Writes writes;

  Prepare(Targets targets) {
    this.survey = new Survey(targets);
    this.writes = new Writes(targets);
  }

  @Override
  public String name() {
    return "plan";
  }

  @Override
  public Answer take(Work work) {
    // The runner looks, so only who may act through it is told what it sees.
    if (!Boolean.TRUE.equals(work.dossier().authorized())) {
      return new Answer.Done(
          Reason.FORBIDDEN, "What would change is told to those who may run it.", work);
    }
    Work.Order order = work.resolved();
    Facts facts;
    try {
      facts =
          survey
              .of(
                  order.runner(),
                  order.action(),
                  work.terms(),
                  work.now().truncatedTo(ChronoUnit.SECONDS))
              .orElse(null);
    } catch (Targets.AccessDenied e) {
      return new Answer.Done(Reason.FAILED, e.sentence(), work);
    }
    if (facts == null) {
      return new Answer.Done(Reason.TARGET_NOT_FOUND, missing(order), work);
    }
    return switch (order.action().plan(facts)) {
      case Planning.Refused(Reason reason, String message) ->
          new Answer.Done(reason, message, work);
      case Planning.Unchanged(String message) ->
          new Answer.Done(Reason.ALREADY_APPLIED, message, work);
      case Planning.Planned(Plan plan) -> judge(work, facts, plan);
    };
  }

  private String missing(Work.Order order) {
    Action action = order.action();
    String what =
        "There is no "
            + action.source().kind()
            + " "
            + action.source().name()
            + " in "
            + (survey.isClusterWide(action) ? "the cluster" : order.runner().namespace());
    return switch (action.verb()) {
      case "restore" ->
          what
              + (action.source().equals(action.target())
                  ? " to restore into."
                  : " to restore from.");
      case "scale" -> what + " that can be scaled" + create(order);
      default -> what + create(order);
    };
  }

  private static String create(Work.Order order) {
    return ": create it, or change the target of AllowedCommand " + order.definition().name() + ".";
  }

  private Answer judge(Work work, Facts facts, Plan plan) {
    Work.Order order = work.resolved();
    DefinitionRef definition = Objects.requireNonNull(work.dossier().definition());
    var published =
        new CommandPlan(
            PlanDigest.of(definition, order.arguments(), plan),
            plan.summary(),
            plan.target(),
            plan.changes(),
            order.action().irreversible() ? true : null,
            plan.caution());
    Work planned = work.with(work.dossier().withPlan(published));
    String broken = brokenRule(planned, facts, plan);
    if (broken != null) {
      return new Answer.Done(Reason.FORBIDDEN, broken, planned);
    }
    if (plan.effect() instanceof Effect.Nothing) {
      return look(planned, facts, plan);
    }
    return tryOut(planned, facts, plan);
  }

  private static Answer look(Work work, Facts facts, Plan plan) {
    if (work.command().getSpec().wanted() == Mode.DRY_RUN) {
      return new Answer.Done(Reason.DRY_RUN, would(plan) + " Nothing was done.", work);
    }
    Work.Order order = work.resolved();
    var resolved =
        Resolved.at(
            order.action().verb(),
            order.runner().serviceAccountName(),
            facts.target().generation(),
            "",
            Timespan.format(order.definition().spec().retention()));
    return new Answer.Continue(
        work.with(new Work.Prepared(facts.target(), plan, resolved)), would(plan));
  }

  private Answer tryOut(Work work, Facts facts, Plan plan) {
    Work.Order order = work.resolved();
    String manager = Mark.fieldManager(work.command(), plan);
    return switch (writes.tryOut(order.runner(), written(plan), plan.effect(), manager)) {
      case Writes.Attempt.Fenced() when plan.effect() instanceof Effect.Create ->
          new Answer.Done(
              Reason.TARGET_UNSUITABLE,
              TargetKey.title(written(plan)) + " is there already, " + taken(order.action()),
              work);
      case Writes.Attempt.Fenced() ->
          new Answer.Wait(
              Reason.ACCEPTED,
              facts.target().title() + " changes right now; the plan is made anew.",
              work,
              SOON);
      case Writes.Attempt.Refused(String message) -> new Answer.Done(Reason.FAILED, message, work);
      case Writes.Attempt.Applied(JsonNode after) -> {
        if (work.command().getSpec().wanted() == Mode.DRY_RUN) {
          yield new Answer.Done(Reason.DRY_RUN, would(plan) + " Nothing was done.", work);
        }
        Resolved resolved =
            resolved(order, facts, plan, after)
                .inSpiteOf(taken(plan, after))
                .or(former(order, facts.target()));
        yield new Answer.Continue(
            work.with(new Work.Prepared(facts.target(), plan, resolved)), would(plan));
      }
    };
  }

  private static String taken(Action action) {
    return action.verb().equals("restore")
        ? "and a restore makes a new one: restore into another name."
        : "and this command did not make it: delete it and send the command again.";
  }

  /// @param after what the API server answered to the trial
  private static Resolved resolved(Work.Order order, Facts facts, Plan plan, JsonNode after) {
    boolean onScale = plan.effect().onScale();
    Workload then = onScale ? facts.target() : new Workload(after);
    Observer observer =
        switch (order.action()) {
          case Making making -> new OutcomeObserver(making.outcome());
          case PatchPlanner patch ->
              PatchObserver.of(patch.pointers(), then, patch.action().outcome());
          default -> Actions.observer(order.action().verb());
        };
    var resolved =
        Resolved.at(
            order.action().verb(),
            order.runner().serviceAccountName(),
            facts.target().generation(),
            observer.fingerprint(then, onScale ? after : null),
            Timespan.format(order.definition().spec().retention()));
    return switch (observer) {
      case OutcomeObserver made -> made(order.action(), plan, resolved.with(made.rules()));
      case PatchObserver patch ->
          resolved.with(
              patch.fields(),
              patch.outcome(),
              then.generation() == facts.target().generation()
                  ? facts.target().resourceVersion()
                  : null);
      default -> resolved;
    };
  }

  /// A Scale does not tell who owns what; its one field is taken whole.
  private static @Nullable GitOpsOverride taken(Plan plan, JsonNode after) {
    GitOpsOverride override = plan.override();
    return override == null || plan.effect().onScale()
        ? override
        : Reclaim.taken(override, new Workload(after));
  }

  private static @Nullable PutBack former(Work.Order order, Workload target) {
    return order.definition().spec().rollsBack() && order.action() instanceof DeployPlanner deploy
        ? deploy.former(target).orElse(null)
        : null;
  }

  private static Resolved made(Action action, Plan plan, Resolved resolved) {
    TargetRef object = ref(written(plan));
    return action instanceof Making making
        ? making
            .engine()
            .map(engine -> resolved.by(engine, isSame(object, plan.target()) ? null : object))
            .orElse(resolved)
        : resolved;
  }

  private static TargetRef ref(Target target) {
    return new TargetRef(target.apiVersionOrDefault(), target.kind(), target.name(), null);
  }

  private static boolean isSame(TargetRef object, TargetRef planned) {
    return object.equals(new TargetRef(planned.apiVersion(), planned.kind(), planned.name(), null));
  }

  private static String would(Plan plan) {
    return switch (plan.effect()) {
      case Effect.Patch _ ->
          "Would change "
              + plan.summary()
              + "."
              + (plan.caution() == null ? "" : " " + plan.caution());
      case Effect.Create _ -> "Would " + plan.summary() + ".";
      case Effect.Nothing() -> "Would show " + plan.summary() + ".";
    };
  }

  /// What the effect is written to.
  private static Target written(Plan plan) {
    if (plan.effect() instanceof Effect.Create create) {
      return create.target();
    }
    return new Target(plan.target().apiVersion(), plan.target().kind(), plan.target().name());
  }

  private static @Nullable String brokenRule(Work work, Facts facts, Plan plan) {
    ChatCommandSpec spec = work.command().getSpec();
    var labels = new TreeMap<String, String>();
    facts
        .target()
        .metadata()
        .path("labels")
        .properties()
        .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
    var asked =
        new RuleFacts(
            work.resolved().arguments(),
            work.requester().user(),
            spec.origin(),
            plan.target(),
            labels,
            plan.summary(),
            plan.changes(),
            work.now());
    return work.resolved().definition().brokenRule(asked).orElse(null);
  }
}
