package dev.chatops.intake;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// A map that forgets what was not used for longest. For any thread.
final class Bounded<K, V> {

  private final Map<K, V> entries;

  Bounded(int size) {
    entries =
        new LinkedHashMap<>(16, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > size;
          }
        };
  }

  synchronized @Nullable V get(K key) {
    return entries.get(key);
  }

  synchronized void put(K key, V value) {
    entries.put(key, value);
  }

  /// @param change from what is there, null where there is nothing
  synchronized V compute(K key, BiFunction<K, @Nullable V, V> change) {
    V changed = change.apply(key, entries.get(key));
    entries.put(key, changed);
    return changed;
  }
}
