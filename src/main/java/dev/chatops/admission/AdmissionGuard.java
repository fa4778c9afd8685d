package dev.chatops.admission;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicy;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicyBinding;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Watches whether the shipped admission rules are in force, word for word, and remembers when they
/// were not.
///
/// Who asked for a command is true only because the API server checked it. An object that was
/// stored while a rule was missing or changed proves nothing, ever. Gaps are remembered for the
/// life of the process; after a restart the age of the rules stands in for them.
public final class AdmissionGuard implements AutoCloseable {

  /// Until every API server has read a new policy.
  private static final Duration SETTLING = Duration.ofSeconds(30);

  /// What a change may have been in force before its event was seen here.
  private static final Duration LAG = Duration.ofSeconds(5);

  private final KubernetesClient client;
  private final Clock clock;
  private final List<ShippedRule> shipped;
  private final List<Gap> gaps = new ArrayList<>();
  private @Nullable SharedIndexInformer<ValidatingAdmissionPolicy> policies;
  private @Nullable SharedIndexInformer<ValidatingAdmissionPolicyBinding> bindings;
  private @Nullable Instant brokenSince;
  private Optional<String> finding = Optional.of("The admission rules have not been read yet.");
  private Instant settledAt = Instant.MAX;

  public AdmissionGuard(KubernetesClient client, Clock clock) {
    this.client = client;
    this.clock = clock;
    this.shipped = ShippedRule.all();
  }

  /// What can be said of a command.
  public sealed interface Verdict {

    /// It was stored under the rules.
    record Trusted() implements Verdict {}

    /// It was stored before the rules, or in a gap.
    record Untrusted() implements Verdict {}

    /// The rules are not in force now.
    ///
    /// @param finding says which and how to mend it
    record NotInForce(String finding) implements Verdict {}
  }

  private record Gap(Instant from, Instant to) {
    boolean contains(Instant instant) {
      return !instant.isBefore(from) && !instant.isAfter(to);
    }
  }

  /// Reads the rules and goes on watching them. Blocks until the first read is done.
  public synchronized void start() {
    policies =
        client
            .admissionRegistration()
            .v1()
            .validatingAdmissionPolicies()
            .withLabels(ShippedRule.LABELS)
            .inform(new Changes<>());
    bindings =
        client
            .admissionRegistration()
            .v1()
            .validatingAdmissionPolicyBindings()
            .withLabels(ShippedRule.LABELS)
            .inform(new Changes<>());
    examine();
  }

  @Override
  public void close() {
    for (var informer : List.of(Optional.ofNullable(policies), Optional.ofNullable(bindings))) {
      informer.ifPresent(SharedIndexInformer::close);
    }
  }

  /// What is wrong with the rules; empty when they are in force.
  public synchronized Optional<String> finding() {
    return finding;
  }

  public synchronized Verdict judge(Instant created) {
    if (finding.isPresent()) {
      return new Verdict.NotInForce(finding.get());
    }
    return vouchesFor(created) ? new Verdict.Trusted() : new Verdict.Untrusted();
  }

  /// Whether what was stored at that instant was stored under the rules, whatever is the case now.
  public synchronized boolean vouchesFor(Instant created) {
    boolean early = created.isBefore(settledAt);
    boolean inGap = gaps.stream().anyMatch(gap -> gap.contains(created));
    boolean brokenSinceThen = brokenSince != null && !created.isBefore(brokenSince);
    return !early && !inGap && !brokenSinceThen;
  }

  private synchronized void examine() {
    List<HasMetadata> live = live();
    finding =
        shipped.stream()
            .map(rule -> rule.finding(live, this::spec))
            .flatMap(Optional::stream)
            .findFirst();
    settledAt =
        live.stream()
            .map(rule -> Instant.parse(rule.getMetadata().getCreationTimestamp()))
            .max(Comparator.naturalOrder())
            .map(youngest -> youngest.plus(SETTLING))
            .orElse(Instant.MAX);
    Instant now = clock.instant();
    if (finding.isPresent() && brokenSince == null) {
      brokenSince = now.minus(LAG);
    } else if (finding.isEmpty() && brokenSince != null) {
      gaps.add(new Gap(brokenSince, now.plus(SETTLING)));
      brokenSince = null;
    }
  }

  private List<HasMetadata> live() {
    var live = new ArrayList<HasMetadata>();
    if (policies != null && bindings != null) {
      live.addAll(policies.getStore().list());
      live.addAll(bindings.getStore().list());
    }
    return live;
  }

  private JsonNode spec(HasMetadata rule) {
    return client.getKubernetesSerialization().convertValue(rule, JsonNode.class).path("spec");
  }

  private final class Changes<T extends HasMetadata> implements ResourceEventHandler<T> {
    @Override
    public void onAdd(T rule) {
      examine();
    }

    @Override
    public void onUpdate(T before, T after) {
      examine();
    }

    @Override
    public void onDelete(T rule, boolean finalStateUnknown) {
      examine();
    }
  }
}
