package dev.chatops.action;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class ExcerptPropertyTest {

  @Property
  void isNeverLongerThanItsLimitNorHalfACharacter(
      @ForAll String text, @ForAll @IntRange(min = 2, max = 50) int limit) {
    String shown = Excerpt.of(text, limit);

    assertThat(shown.length()).isLessThanOrEqualTo(limit);
    assertThat(shown.codePoints().map(Character::getType))
        .doesNotContain((int) Character.SURROGATE, (int) Character.CONTROL, (int) Character.FORMAT);
    assertThat(Excerpt.of(shown, limit)).isEqualTo(shown);
  }
}
