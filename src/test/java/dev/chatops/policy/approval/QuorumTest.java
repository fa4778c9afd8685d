package dev.chatops.policy.approval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.api.v1alpha1.ApprovalPolicy;
import dev.chatops.api.v1alpha1.Decision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/// Whatever happens in whatever order, nothing runs without a quorum that holds at that moment, and
/// nothing with a Deny.
///
/// A history is a list of things that happen: decisions, rights that come and go, plans and
/// definitions that change, time that passes, operators that die and are replaced, and looks at the
/// command that would start it. What may run is worked out a second time, from the history alone.
class QuorumTest {

  private static final Instant ASKED = Instant.parse("2026-01-31T12:00:00Z");
  private static final int WAITS = 1800;
  private static final List<String> ACCOUNTS = List.of("alice", "bob", "bob-admin", "carol", "dan");
  private static final Map<String, String> PERSONS =
      Map.of("alice", "alice", "bob", "bob", "bob-admin", "bob", "carol", "carol", "dan", "dan");

  sealed interface Happening {
    record Decides(String account, Decision decision, boolean chat, int staleness)
        implements Happening {}

    record Right(String account, boolean held) implements Happening {}

    record PlanChanges() implements Happening {}

    record TimePasses(int seconds) implements Happening {}

    record Look() implements Happening {}
  }

  @Property(tries = 2000)
  void nothingRunsWithoutAValidQuorum(
      @ForAll("histories") List<Happening> history, @ForAll("policies") ApprovalPolicy policy) {
    var world = new World(policy);
    for (Happening happening : history) {
      switch (happening) {
        case Happening.Decides(String account, Decision decision, boolean chat, int staleness) ->
            world.decide(account, decision, chat, staleness);
        case Happening.Right(String account, boolean held) -> world.rights.put(account, held);
        case Happening.PlanChanges() -> world.plan++;
        case Happening.TimePasses(int seconds) -> world.now = world.now.plusSeconds(seconds);
        case Happening.Look() ->
            assertThat(world.verdict() instanceof Verdict.Approved).isEqualTo(world.mayRun());
      }
    }
    assertThat(world.verdict() instanceof Verdict.Approved).isEqualTo(world.mayRun());
  }

  @Property(tries = 500)
  void theOrderInWhichVotesAreReadDoesNotMatter(
      @ForAll("histories") List<Happening> history, @ForAll("policies") ApprovalPolicy policy) {
    var world = new World(policy);
    history.forEach(happening -> {
      if (happening instanceof Happening.Decides d) {
        world.decide(d.account(), d.decision(), d.chat(), d.staleness());
      }
    });
    List<Vote> votes = world.votes();

    Tally forwards = world.ballot().count(votes, world.now);
    Tally backwards = world.ballot().count(votes.reversed(), world.now);

    assertThat(backwards).isEqualTo(forwards);
  }

  @Provide
  Arbitrary<List<Happening>> histories() {
    Arbitrary<String> account = Arbitraries.of(ACCOUNTS);
    Arbitrary<Happening> decides =
        Combinators.combine(
                account,
                Arbitraries.frequency(
                    Tuple.of(8, Decision.APPROVE),
                    Tuple.of(1, Decision.DENY),
                    Tuple.of(1, Decision.CANCEL)),
                Arbitraries.of(true, false),
                Arbitraries.frequency(Tuple.of(4, 0), Tuple.of(1, 1)))
            .as(Happening.Decides::new);
    Arbitrary<Happening> right =
        Combinators.combine(account, Arbitraries.of(true, true, false)).as(Happening.Right::new);
    Arbitrary<Happening> time =
        Arbitraries.integers().between(1, 900).map(Happening.TimePasses::new);
    return Arbitraries.frequencyOf(
            Tuple.of(6, decides),
            Tuple.of(3, right),
            Tuple.of(1, Arbitraries.just(new Happening.PlanChanges())),
            Tuple.of(1, time),
            Tuple.of(3, Arbitraries.just(new Happening.Look())))
        .list()
        .ofMaxSize(40);
  }

  @Provide
  Arbitrary<ApprovalPolicy> policies() {
    return Combinators.combine(
            Arbitraries.integers().between(1, 3),
            Arbitraries.of(true, false),
            Arbitraries.of(true, false))
        .as((count, requester, direct) ->
            new ApprovalPolicy(count, requester, "30m", direct, null));
  }

  /// What was stored and what holds now; the process that counts remembers nothing.
  private static final class World {
    private final ApprovalPolicy policy;
    private final Map<String, Boolean> rights = new HashMap<>();
    private final List<Stored> stored = new ArrayList<>();
    private Instant now = ASKED;
    private int plan = 1;

    private record Stored(
        String account, Decision decision, boolean chat, int plan, Instant at, String id) {}

    World(ApprovalPolicy policy) {
      this.policy = policy;
      ACCOUNTS.forEach(account -> rights.put(account, true));
    }

    void decide(String account, Decision decision, boolean chat, int staleness) {
      stored.add(
          new Stored(
              account, decision, chat, plan - staleness, now, "%04d".formatted(stored.size())));
    }

    Ballot ballot() {
      return new Ballot("deploy", policy, "alice", "plan-" + plan, ASKED.plusSeconds(WAITS));
    }

    List<Vote> votes() {
      return stored.stream()
          .map(s ->
              new Vote(
                  s.id(),
                  "deploy",
                  s.decision(),
                  "plan-" + s.plan(),
                  null,
                  s.at(),
                  new Voter.Known(
                      s.account(),
                      PERSONS.get(s.account()),
                      rights.get(s.account()),
                      s.chat() ? "slack" : null)))
          .toList();
    }

    Verdict verdict() {
      return ballot().count(votes(), now).verdict();
    }

    /// The rule once more, as the specification says it.
    boolean mayRun() {
      Set<String> agreed = new HashSet<>();
      for (Stored s : stored) {
        boolean right = rights.get(s.account());
        boolean requester = s.account().equals("alice");
        boolean no = s.decision() == Decision.DENY && right;
        boolean stop = s.decision() == Decision.CANCEL && (right || requester);
        if (no || stop) {
          return false;
        }
        boolean inTime = s.at().isBefore(ASKED.plusSeconds(WAITS));
        boolean way = !(policy.ownCredentialsOnly() && s.chat());
        boolean other = !requester || policy.requesterCounts();
        if (s.decision() == Decision.APPROVE
            && right
            && inTime
            && way
            && other
            && s.plan() == plan) {
          agreed.add(PERSONS.get(s.account()));
        }
      }
      return agreed.size() >= policy.count();
    }
  }
}
