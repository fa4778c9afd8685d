package dev.chatops.testing;

import dev.chatops.chat.Attachment;
import dev.chatops.chat.Audience;
import dev.chatops.chat.Capabilities;
import dev.chatops.chat.Card;
import dev.chatops.chat.ChatPlatform;
import dev.chatops.chat.DeliveryFailure;
import dev.chatops.chat.Element;
import dev.chatops.chat.MessageKey;
import dev.chatops.chat.MessageRef;
import dev.chatops.chat.Place;
import dev.chatops.chat.Span;
import dev.chatops.chat.Text;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/// A chat service in memory that behaves like a real one: messages keep their order, too many are
/// refused with the time to wait, and whatever a test scripts goes wrong. Several gateways can
/// share it.
public final class ChatRoom implements ChatPlatform {

  /// Faster than this is refused, as Slack does.
  private static final Duration BETWEEN_POSTS = Duration.ofMillis(900);

  private static final int UPDATES_A_MINUTE = 50;

  private final Capabilities capabilities;
  private final List<Message> messages = new ArrayList<>();
  private final List<Whisper> whispers = new CopyOnWriteArrayList<>();
  private final List<Attachment> files = new CopyOnWriteArrayList<>();
  private final List<String> shared = new CopyOnWriteArrayList<>();
  private final List<Fault> faults = new CopyOnWriteArrayList<>();
  private final Map<String, Instant> posts = new HashMap<>();
  private final List<Instant> updates = new ArrayList<>();
  private int refused;
  private volatile boolean away;

  public ChatRoom() {
    this(new Capabilities(true, true, true, true, true, true));
  }

  public ChatRoom(Capabilities capabilities) {
    this.capabilities = capabilities;
  }

  /// One message with all that it ever said.
  public record Message(MessageRef ref, Place place, MessageKey key, List<Card> versions) {
    public Card card() {
      return versions.getLast();
    }

    /// Whose telephone rang: updates call nobody.
    public List<Audience> called() {
      return versions.getFirst().body().stream()
          .flatMap(ChatRoom::texts)
          .flatMap(text -> text.spans().stream())
          .flatMap(span ->
              span instanceof Span.Mention(Audience audience, String _)
                  ? Stream.of(audience)
                  : Stream.empty())
          .toList();
    }
  }

  public record Whisper(Place place, Audience.Account person, Card card) {}

  /// What a gateway asks of the service.
  public enum Call {
    CREATE,
    FIND,
    UPDATE,
    WHISPER,
    DIRECT,
    UPLOAD
  }

  /// When it goes wrong.
  public enum Side {
    BEFORE,
    AFTER
  }

  /// Something that goes wrong once.
  private record Fault(
      String purpose,
      Call call,
      Side side,
      DeliveryFailure failure,
      CompletableFuture<Void> end,
      CompletableFuture<Void> reached) {}

  /// A call that does not come back until it is let go, or forever.
  public record Hold(CompletableFuture<Void> reached, CompletableFuture<Void> end) {
    public void awaitReached() {
      Awaitility.await("a call is held")
          .atMost(Duration.ofSeconds(60))
          .pollInterval(Duration.ofMillis(20))
          .until(reached::isDone);
    }

    public void letGo() {
      end.complete(null);
    }
  }

  /// The next such call for a purpose that begins so fails, before or after it did what it says.
  public void failNext(Call call, String purpose, Side side, DeliveryFailure failure) {
    faults.add(
        new Fault(
            purpose,
            call,
            side,
            failure,
            CompletableFuture.completedFuture(null),
            new CompletableFuture<>()));
  }

  /// The next such call hangs.
  public Hold hold(Call call, String purpose, Side side) {
    var hold = new Hold(new CompletableFuture<>(), new CompletableFuture<>());
    faults.add(
        new Fault(
            purpose,
            call,
            side,
            new DeliveryFailure.Unknown("cut", null),
            hold.end(),
            hold.reached()));
    return hold;
  }

  /// Nothing is taken until it is back.
  public void goAway() {
    away = true;
  }

  public void comeBack() {
    away = false;
  }

  /// Somebody deletes a message.
  public synchronized void delete(MessageRef ref) {
    messages.removeIf(message -> message.ref().equals(ref));
  }

  public synchronized List<Message> in(String channel) {
    return messages.stream().filter(message -> message.place().channel().equals(channel)).toList();
  }

  /// How often somebody was told to wait.
  public synchronized int refused() {
    return refused;
  }

  public List<Whisper> whispers() {
    return whispers;
  }

  public List<Attachment> files() {
    return files;
  }

  /// The channels that the files were put into.
  public List<String> shared() {
    return shared;
  }

  @Override
  public Capabilities capabilities() {
    return capabilities;
  }

  @Override
  public MessageRef create(Place where, Card card, MessageKey key) throws DeliveryFailure {
    go(Call.CREATE, key.purpose(), Side.BEFORE);
    MessageRef ref = store(where, card, key);
    go(Call.CREATE, key.purpose(), Side.AFTER);
    return ref;
  }

  private synchronized MessageRef store(Place where, Card card, MessageKey key)
      throws DeliveryFailure {
    Instant now = Instant.now();
    Instant last = posts.get(where.channel());
    if (last != null && last.plus(BETWEEN_POSTS).isAfter(now)) {
      refused++;
      throw new DeliveryFailure.RetryAfter(Duration.ofSeconds(1));
    }
    posts.put(where.channel(), now);
    var ref = new MessageRef(where.channel() + "/" + (messages.size() + 1));
    var versions = new CopyOnWriteArrayList<Card>();
    versions.add(card);
    messages.add(new Message(ref, where, key, versions));
    return ref;
  }

  @Override
  public Optional<MessageRef> find(Place where, MessageKey key, Instant since)
      throws DeliveryFailure {
    go(Call.FIND, key.purpose(), Side.BEFORE);
    if (!capabilities.find()) {
      throw new DeliveryFailure.Rejected("missing_scope");
    }
    synchronized (this) {
      return messages.stream()
          .filter(message -> message.key().equals(key) && message.place().equals(where))
          .map(Message::ref)
          .findFirst();
    }
  }

  @Override
  public void update(MessageRef message, Card card, long generation) throws DeliveryFailure {
    go(Call.UPDATE, message.value(), Side.BEFORE);
    replace(message, card);
    go(Call.UPDATE, message.value(), Side.AFTER);
  }

  private synchronized void replace(MessageRef ref, Card card) throws DeliveryFailure {
    Instant now = Instant.now();
    updates.removeIf(at -> at.plusSeconds(60).isBefore(now));
    if (updates.size() >= UPDATES_A_MINUTE) {
      refused++;
      throw new DeliveryFailure.RetryAfter(Duration.ofSeconds(5));
    }
    updates.add(now);
    for (Message message : messages) {
      if (message.ref().equals(ref)) {
        message.versions().add(card);
        return;
      }
    }
    throw new DeliveryFailure.Rejected("message_not_found");
  }

  @Override
  public void whisper(Place where, Audience.Account person, Card card) throws DeliveryFailure {
    go(Call.WHISPER, person.id(), Side.BEFORE);
    whispers.add(new Whisper(where, person, card));
    go(Call.WHISPER, person.id(), Side.AFTER);
  }

  @Override
  public Place under(Place where, MessageRef message) {
    return where.thread() == null
        ? new Place(where.workspace(), where.channel(), message.value())
        : where;
  }

  @Override
  public Place direct(String workspace, Audience.Account person) throws DeliveryFailure {
    go(Call.DIRECT, person.id(), Side.BEFORE);
    return new Place(workspace, "D-" + person.id(), null);
  }

  @Override
  public void upload(Place where, MessageKey key, Attachment file) throws DeliveryFailure {
    go(Call.UPLOAD, key.purpose(), Side.BEFORE);
    files.add(file);
    shared.add(where.channel());
    go(Call.UPLOAD, key.purpose(), Side.AFTER);
  }

  private void go(Call call, String purpose, Side side) throws DeliveryFailure {
    if (away && side == Side.BEFORE) {
      throw new DeliveryFailure.Unreachable(new IOException("away"));
    }
    Optional<Fault> due =
        faults.stream()
            .filter(fault -> fault.call() == call && fault.side() == side)
            .filter(fault -> purpose.startsWith(fault.purpose()))
            .findFirst();
    if (due.isPresent() && faults.remove(due.get())) {
      due.get().reached().complete(null);
      fall(due.get());
    }
  }

  private static void fall(Fault fault) throws DeliveryFailure {
    try {
      fault.end().get(60, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException(e);
    }
    throw fault.failure();
  }

  private static Stream<Text> texts(Element element) {
    return switch (element) {
      case Text text -> Stream.of(text);
      case Element.Bullets(List<Text> items) -> items.stream();
      case Element.Fields(List<Element.Field> fields) -> fields.stream().map(Element.Field::value);
      case Element.Context(Text text) -> Stream.of(text);
      case Element.Code _, Element.Divider _ -> Stream.empty();
    };
  }
}
