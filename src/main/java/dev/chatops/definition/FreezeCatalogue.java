package dev.chatops.definition;

import dev.chatops.api.v1alpha1.FreezeWindow;
import dev.chatops.policy.freeze.Freeze;
import dev.chatops.policy.freeze.Window;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/// The windows of the cluster, compiled once per generation. For any thread.
///
/// It never answers from memory which windows there are: whoever judges lists them first.
public final class FreezeCatalogue {

  private final Map<String, Entry> entries = new ConcurrentHashMap<>();

  private record Entry(long generation, Window window) {}

  /// All windows together.
  ///
  /// @param listed every FreezeWindow that there is; others are forgotten
  public Freeze freeze(Collection<FreezeWindow> listed) {
    entries
        .keySet()
        .retainAll(
            listed.stream().map(each -> each.getMetadata().getUid()).collect(Collectors.toSet()));
    return Freeze.of(listed.stream().map(this::compile).toList());
  }

  Window compile(FreezeWindow window) {
    var metadata = window.getMetadata();
    return entries
        .compute(
            metadata.getUid(),
            (uid, known) ->
                known != null && known.generation() == metadata.getGeneration()
                    ? known
                    : new Entry(
                        metadata.getGeneration(),
                        Window.compile(metadata.getName(), window.getSpec())))
        .window();
  }
}
