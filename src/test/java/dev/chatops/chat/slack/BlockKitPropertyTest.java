package dev.chatops.chat.slack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.chat.Audience;
import dev.chatops.chat.Element;
import dev.chatops.chat.Span;
import dev.chatops.chat.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

class BlockKitPropertyTest {

  @Property(tries = 100)
  void anyTextFitsAndCallsNobody(@ForAll("texts") String text, @ForAll("texts") String other) {
    var body = new ArrayList<>(BlockKitTest.full(text).body());
    body.addAll(BlockKitTest.full(other).body());

    Reading reading = Reading.of(BlockKit.message(BlockKitTest.card(body), BlockKitTest.KEY));

    assertThat(reading.called()).isEmpty();
  }

  @Property(tries = 100)
  void anyMixtureOfSpansIsReadAsItsWords(@ForAll("mixtures") List<Span> spans) {
    String mrkdwn = Mrkdwn.of(new Text(spans));

    Reading.of(
        BlockKit.message(
            BlockKitTest.card(new Text(spans), new Element.Divider()), BlockKitTest.KEY));
    assertThat(mrkdwn).doesNotContain("<!channel", "<!here", "<!everyone");
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.frequencyOf(
        Tuple.of(3, Arbitraries.strings().ofMaxLength(200)),
        Tuple.of(3, Arbitraries.strings().withChars("*_~`<>&|:@!# \nab").ofMaxLength(60)),
        Tuple.of(1, Arbitraries.strings().withChars("<&*`😀").ofLength(4_000)),
        Tuple.of(1, Arbitraries.of(BlockKitTest.shortHostile().toList())));
  }

  @Provide
  Arbitrary<List<Span>> mixtures() {
    Arbitrary<String> words =
        Arbitraries.strings().withChars("*_~`<>&|:@!# \nab.,").ofMaxLength(12);
    Arbitrary<Span> flat =
        Arbitraries.oneOf(
            words.map(Span.Plain::new),
            words.map(Span.Code::new),
            words.map(label -> new Span.Link("https://x.example/" + label, label)),
            words.map(name -> new Span.Mention(new Audience.Account(name), name)));
    Arbitrary<Span> bold =
        flat.list().ofMaxSize(3).map(content -> new Span.Bold(new Text(content)));
    return Combinators.combine(
            flat.list().ofMaxSize(4), bold.list().ofMaxSize(2), flat.list().ofMaxSize(3))
        .as((before, middle, after) ->
            Stream.of(before, middle, after).flatMap(List::stream).toList());
  }
}
