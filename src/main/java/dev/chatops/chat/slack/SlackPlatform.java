package dev.chatops.chat.slack;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.slack.api.model.Message;
import dev.chatops.chat.Attachment;
import dev.chatops.chat.Audience;
import dev.chatops.chat.Capabilities;
import dev.chatops.chat.Card;
import dev.chatops.chat.ChatPlatform;
import dev.chatops.chat.DeliveryFailure;
import dev.chatops.chat.MessageKey;
import dev.chatops.chat.MessageRef;
import dev.chatops.chat.Place;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What we say in Slack, by the Web API.
public final class SlackPlatform implements ChatPlatform {

  private static final Set<String> HISTORY = Set.of("channels:history", "groups:history");
  private static final int PAGE = 200;
  private static final int PAGES = 5;

  private final WebApi api;
  private final InstantSource clock;
  private volatile boolean find = true;
  private volatile @Nullable Instant lastPostAt;

  SlackPlatform(WebApi api, InstantSource clock) {
    this.api = api;
    this.clock = clock;
  }

  /// What the bot token may do, as Slack says with each answer.
  void granted(Set<String> scopes) {
    find = scopes.stream().anyMatch(HISTORY::contains);
  }

  @Nullable Instant lastPostAt() {
    return lastPostAt;
  }

  @Override
  public Capabilities capabilities() {
    return new Capabilities(true, true, true, true, true, find);
  }

  @Override
  public MessageRef create(Place where, Card card, MessageKey key) throws DeliveryFailure {
    ObjectNode message = BlockKit.message(card, key);
    var posted =
        api.call(methods ->
            methods.chatPostMessage(post ->
                post.channel(where.channel())
                    .threadTs(where.thread())
                    .text(message.get("text").asText())
                    .blocksAsString(message.get("blocks").toString())
                    .metadataAsString(message.get("metadata").toString())
                    .linkNames(false)
                    .unfurlLinks(false)
                    .unfurlMedia(false)));
    lastPostAt = clock.instant();
    return new SlackMessage(posted.getChannel(), posted.getTs()).ref();
  }

  @Override
  public Optional<MessageRef> find(Place where, MessageKey key, Instant since)
      throws DeliveryFailure {
    String cursor = "";
    for (int page = 0; page < PAGES; page++) {
      Page read = page(where, since, cursor);
      for (Message message : read.messages()) {
        if (has(message, key)) {
          return Optional.of(new SlackMessage(where.channel(), message.getTs()).ref());
        }
      }
      if (read.next().isEmpty()) {
        return Optional.empty();
      }
      cursor = read.next();
    }
    throw new DeliveryFailure.Unknown("more than %d messages since".formatted(PAGES * PAGE), null);
  }

  private record Page(List<Message> messages, String next) {}

  private Page page(Place where, Instant since, String cursor) throws DeliveryFailure {
    String oldest = since.getEpochSecond() + ".000000";
    String thread = where.thread();
    if (thread == null) {
      var read =
          api.call(methods ->
              methods.conversationsHistory(history ->
                  history
                      .channel(where.channel())
                      .oldest(oldest)
                      .inclusive(true)
                      .includeAllMetadata(true)
                      .limit(PAGE)
                      .cursor(cursor)));
      var next = read.getResponseMetadata();
      return new Page(read.getMessages(), next == null ? "" : word(next.getNextCursor()));
    }
    var read =
        api.call(methods ->
            methods.conversationsReplies(replies ->
                replies
                    .channel(where.channel())
                    .ts(thread)
                    .oldest(oldest)
                    .inclusive(true)
                    .includeAllMetadata(true)
                    .limit(PAGE)
                    .cursor(cursor)));
    var next = read.getResponseMetadata();
    return new Page(read.getMessages(), next == null ? "" : word(next.getNextCursor()));
  }

  private static String word(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static boolean has(Message message, MessageKey key) {
    var metadata = message.getMetadata();
    if (metadata == null
        || metadata.getEventPayload() == null
        || !BlockKit.EVENT_TYPE.equals(metadata.getEventType())) {
      return false;
    }
    Map<String, Object> payload = metadata.getEventPayload();
    return key.subject().equals(payload.get("uid")) && key.purpose().equals(payload.get("purpose"));
  }

  @Override
  public void update(MessageRef message, Card card, long generation) throws DeliveryFailure {
    var posted = SlackMessage.of(message);
    ObjectNode content = BlockKit.content(card);
    api.call(methods ->
        methods.chatUpdate(update ->
            update
                .channel(posted.channel())
                .ts(posted.ts())
                .text(content.get("text").asText())
                .blocksAsString(content.get("blocks").toString())
                .linkNames(false)));
    lastPostAt = clock.instant();
  }

  @Override
  public void whisper(Place where, Audience.Account person, Card card) throws DeliveryFailure {
    ObjectNode content = BlockKit.content(card);
    api.call(methods ->
        methods.chatPostEphemeral(post ->
            post.channel(where.channel())
                .threadTs(where.thread())
                .user(person.id())
                .text(content.get("text").asText())
                .blocksAsString(content.get("blocks").toString())
                .linkNames(false)));
    lastPostAt = clock.instant();
  }

  /// Threads have one level: what is under a message of a thread stands in that thread.
  @Override
  public Place under(Place where, MessageRef message) {
    return where.thread() != null
        ? where
        : new Place(where.workspace(), where.channel(), SlackMessage.of(message).ts());
  }

  /// An app that was installed before it asked for this right works without.
  @Override
  public Place direct(String workspace, Audience.Account person) throws DeliveryFailure {
    try {
      var opened =
          api.call(methods ->
              methods.conversationsOpen(open -> open.users(List.of(person.id())).returnIm(false)));
      return new Place(workspace, opened.getChannel().getId(), null);
    } catch (DeliveryFailure.Unauthorised e) {
      throw new DeliveryFailure.Rejected(String.valueOf(e.getMessage()));
    } catch (DeliveryFailure.Unknown e) {
      // Opened twice it is the same one.
      throw new DeliveryFailure.Unreachable(e);
    }
  }

  @Override
  public void upload(Place where, MessageKey key, Attachment file) throws DeliveryFailure {
    String id = uploaded(file);
    var shared =
        com.slack.api.methods.request.files.FilesCompleteUploadExternalRequest.FileDetails.builder()
            .id(id)
            .title(file.title())
            .build();
    api.call(methods ->
        methods.filesCompleteUploadExternal(complete ->
            complete.files(List.of(shared)).channelId(where.channel()).threadTs(where.thread())));
    lastPostAt = clock.instant();
  }

  /// Nobody sees it yet: whatever breaks here, nothing was delivered.
  private String uploaded(Attachment file) throws DeliveryFailure {
    byte[] content = file.text().getBytes(UTF_8);
    try {
      var place =
          api.call(methods ->
              methods.filesGetUploadURLExternal(
                  wanted -> wanted.filename(file.name()).length(content.length)));
      api.send(place.getUploadUrl(), content);
      return place.getFileId();
    } catch (DeliveryFailure.Unknown e) {
      throw new DeliveryFailure.Unreachable(e);
    }
  }

  void open(String trigger, String view) throws DeliveryFailure {
    api.call(methods -> methods.viewsOpen(open -> open.triggerId(trigger).viewAsString(view)));
  }
}
