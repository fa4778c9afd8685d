package dev.chatops.policy;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// Arguments that fit the parameters of one definition.
///
/// @param values by parameter name; defaults are filled in, numbers and booleans are in canonical
///   text. Optional parameters that were not given and have no default are absent.
public record Arguments(SortedMap<String, String> values) {
  public Arguments {
    values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
  }
}
