package dev.chatops.bench;

import java.util.Locale;

/// One line of the report.
///
/// @param measured what the operator needed
/// @param floor what a bare client needed for the same, empty where there is none
/// @param ratio measured to floor, or the figure itself where the budget is absolute
/// @param unit of measured and floor
/// @param budget the most, or with `atLeast` the least, that the ratio may be; NaN for none
record Row(
    String bench, String what, double measured, double floor, double ratio, String unit, double budget, boolean atLeast) {

  /// A cost that may be so many times the floor.
  static Row atMost(String bench, String what, double measured, double floor, String unit, double budget) {
    return new Row(bench, what, measured, floor, measured / floor, unit, budget, false);
  }

  /// A yield that must be so large a part of the floor.
  static Row atLeast(String bench, String what, double measured, double floor, String unit, double budget) {
    return new Row(bench, what, measured, floor, measured / floor, unit, budget, true);
  }

  /// A cost that has a limit of its own.
  static Row absolute(String bench, String what, double measured, String unit, double budget) {
    return new Row(bench, what, measured, Double.NaN, measured, unit, budget, false);
  }

  /// Said for information.
  static Row figure(String bench, String what, double measured, String unit) {
    return absolute(bench, what, measured, unit, Double.NaN);
  }

  String verdict() {
    if (Double.isNaN(budget)) {
      return "";
    }
    return (atLeast ? ratio >= budget : ratio <= budget) ? "met" : "MISSED";
  }

  String line() {
    return String.format(
        Locale.ROOT,
        "%-11s %-52s %12s %12s %8s %9s  %s",
        bench,
        what,
        number(measured) + " " + unit,
        Double.isNaN(floor) ? "" : number(floor) + " " + unit,
        Double.isNaN(floor) ? "" : number(ratio),
        Double.isNaN(budget) ? "" : (atLeast ? "≥ " : "≤ ") + number(budget),
        verdict());
  }

  static String header() {
    return String.format(
        Locale.ROOT,
        "%-11s %-52s %12s %12s %8s %9s",
        "BENCH",
        "WHAT",
        "MEASURED",
        "FLOOR",
        "RATIO",
        "BUDGET");
  }

  private static String number(double value) {
    return Math.abs(value) >= 100
        ? String.format(Locale.ROOT, "%.0f", value)
        : String.format(Locale.ROOT, "%.2f", value);
  }
}
