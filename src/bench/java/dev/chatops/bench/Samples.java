package dev.chatops.bench;

import java.util.List;

/// Times in milliseconds, sorted.
record Samples(List<Double> sorted) {

  static Samples ofNanos(List<Long> nanos) {
    return new Samples(nanos.stream().map(n -> n / 1e6).sorted().toList());
  }

  double median() {
    return at(0.5);
  }

  double p99() {
    return at(0.99);
  }

  private double at(double quantile) {
    return sorted.get(Math.min(sorted.size() - 1, (int) (quantile * sorted.size())));
  }
}
