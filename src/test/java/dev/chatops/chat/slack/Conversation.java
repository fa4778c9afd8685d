package dev.chatops.chat.slack;

import dev.chatops.chat.Button;
import dev.chatops.chat.Card;
import dev.chatops.chat.Severity;
import dev.chatops.chat.Text;
import dev.chatops.chat.inbound.Answer;
import dev.chatops.chat.inbound.Inbound;
import dev.chatops.chat.inbound.Receiver;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/// Hears what people do, and answers as it was told.
final class Conversation implements Receiver {

  private final List<Inbound> heard = new CopyOnWriteArrayList<>();
  private volatile Function<Inbound, Answer> answer = inbound -> new Answer.Taken();

  @Override
  public Answer receive(Inbound inbound) {
    heard.add(inbound);
    return answer.apply(inbound);
  }

  Conversation answering(Answer fixed) {
    answer = inbound -> fixed;
    return this;
  }

  List<Inbound> heard() {
    return List.copyOf(heard);
  }

  Inbound last() {
    return heard.getLast();
  }

  static Card card(String words, Button... buttons) {
    return new Card(
        Severity.RUNNING, "Scale web", List.of(Text.plain(words)), List.of(buttons), words, null);
  }

  static Button button(String action, String token, Button.Asks asks) {
    return new Button(action, token, "Press " + action, Button.Style.NORMAL, asks);
  }
}
