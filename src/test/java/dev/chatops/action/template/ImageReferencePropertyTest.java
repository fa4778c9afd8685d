package dev.chatops.action.template;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;

class ImageReferencePropertyTest {

  @Property
  void whatIsReadIsWhatWasWritten(
      @ForAll
          @Chars({'.', '_', '-', ':', '/', '@', '[', ']', '$', ' '})
          @CharRange(from = 'a', to = 'c')
          @CharRange(from = 'A', to = 'B')
          @CharRange(from = '0', to = '1')
          @StringLength(max = 24)
          String text) {
    ImageReference.parse(text)
        .ifPresent(image ->
            assertThat(
                    image.repository()
                        + (image.tag() == null ? "" : ":" + image.tag())
                        + (image.digest() == null ? "" : "@" + image.digest()))
                .isEqualTo(text));
  }
}
