package dev.chatops.testing;

import dev.chatops.api.v1alpha1.AllowedCommand;
import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.api.v1alpha1.CommandDecision;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Takes away, after each class of tests, what its namespaces hold that every operator would look
/// at which later classes start. JUnit finds it by itself.
public final class Leftovers implements AfterAllCallback {

  private static final Queue<TestNamespace> NAMESPACES = new ConcurrentLinkedQueue<>();

  private static final List<Class<? extends HasMetadata>> KINDS =
      List.of(AllowedCommand.class, ChatCommand.class, CommandDecision.class);

  static void in(TestNamespace namespace) {
    NAMESPACES.add(namespace);
  }

  @Override
  public void afterAll(ExtensionContext context) {
    if (context.getRequiredTestClass().getEnclosingClass() != null) {
      return;
    }
    for (TestNamespace done = NAMESPACES.poll(); done != null; done = NAMESPACES.poll()) {
      for (Class<? extends HasMetadata> kind : KINDS) {
        Cluster.admin().resources(kind).inNamespace(done.name()).delete();
      }
      Cluster.admin().apps().deployments().inNamespace(done.name()).delete();
    }
  }
}
