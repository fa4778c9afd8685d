package dev.chatops.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.re2j.PatternSyntaxException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoundedPatternTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "^\\d+\\.\\d+\\.\\d+(-[a-z0-9]{1,63})?$",
        "[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?)*",
        "(?:[0-9a-f]{40}|[0-9a-f]{64})",
        "[(]{10}[])]{10}[^]{1000}]{10}[[:alpha:]{1000}]{10}",
        "\\({1000}",
        "\\Q((a{1000}){1000}\\E",
        "\\p{Greek}{1000}",
        "a{,5000}",
      })
  void patternOfAPersonIsTaken(String pattern) {
    assertThat(BoundedPattern.compile(pattern).programSize()).isLessThan(3000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "((a{1000}){1000}){1000}",
        "(a{1000}){3}",
        "(?:(?P<x>[(]{1000}|b){5})",
        "(\\Q)\\E(a{1000}){1000}){1000}",
        "([]()[:]{1000}x{1000}){1000}",
        "(([[:alpha:]]{1000}){1000}){2}",
        "a{1000}b{1000}c{1000}",
        "((a{1000})+{2,}){1000}",
        "((\\[{1000}){1000}\\]){1000}",
      })
  void patternThatExplodesIsRefused(String pattern) {
    assertThatThrownBy(() -> BoundedPattern.compile(pattern))
        .isInstanceOf(PatternSyntaxException.class)
        .hasMessageContaining("its repetitions expand to more than 2000 parts");
  }
}
