package dev.chatops.action.scale;

import static dev.chatops.action.Given.facts;
import static dev.chatops.action.scale.ScalePlannerTest.FOUR;
import static dev.chatops.action.scale.ScalePlannerTest.WEB;
import static dev.chatops.action.scale.ScalePlannerTest.planner;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.action.Plan;
import dev.chatops.action.Planning;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class ScalePlannerPropertyTest {

  @Property
  void whateverIsPlannedIsWithinTheBounds(
      @ForAll @IntRange(min = -200_000, max = 200_000) int number,
      @ForAll @IntRange(max = 20) int min,
      @ForAll @IntRange(max = 20) int max) {
    for (String replicas : new String[] {Integer.toString(number), "+" + Math.abs(number)}) {
      if (planner(replicas, min, max).plan(facts(WEB, FOUR)) instanceof Planning.Planned(Plan p)) {
        int to = Integer.parseInt(p.wanted().substring("replicas=".length()));
        assertThat(to).isBetween(min, max);
      }
    }
  }
}
