package dev.chatops.mirror.outbox;

import dev.chatops.api.v1alpha1.Delivery;
import dev.chatops.api.v1alpha1.DeliveryReply;
import dev.chatops.chat.MessageRef;
import dev.chatops.chat.Place;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What this leader knows of what was said about one command. It runs ahead of what is stored, and
/// of what the informer shows. For one thread at a time.
final class Correspondence {

  private final String uid;

  /// Whether another leader may have posted something that is not recorded. It is one message at
  /// most, since each is recorded before the next.
  private boolean inherited;

  private final Instant seen;
  private final Set<String> doubted = new HashSet<>();
  private final Set<String> repeated = new HashSet<>();
  private Delivery delivery;
  private @Nullable Failure failure;
  private Instant quietUntil = Instant.MIN;
  private boolean unwritten;
  private int setbacks;

  /// Why nothing more is posted.
  record Failure(String reason, String message) {}

  Correspondence(String uid, Delivery delivery, boolean inherited, Instant seen) {
    this.uid = uid;
    this.delivery = delivery;
    this.inherited = inherited;
    this.seen = seen;
  }

  String uid() {
    return uid;
  }

  Delivery delivery() {
    return delivery;
  }

  Instant seen() {
    return seen;
  }

  @Nullable Failure failure() {
    return failure;
  }

  /// Nothing is posted before then.
  Instant quietUntil() {
    return quietUntil;
  }

  void quietUntil(Instant until) {
    quietUntil = until;
  }

  /// Whether there is more to write than was written.
  boolean unwritten() {
    return unwritten;
  }

  void written() {
    unwritten = false;
    setbacks = 0;
  }

  boolean settled() {
    return delivery.settledAt() != null;
  }

  /// How often in a row the API server did not answer; counts this one.
  int setback() {
    return ++setbacks;
  }

  /// Whether a message for this purpose may be there without our knowing its reference.
  boolean doubts(String purpose) {
    return inherited || doubted.contains(purpose);
  }

  void doubt(String purpose) {
    doubted.add(purpose);
  }

  /// It is no longer in doubt.
  void clear(String purpose) {
    inherited = false;
    doubted.remove(purpose);
  }

  /// Nothing is owed, so another leader left nothing half done.
  void current() {
    inherited = false;
  }

  /// Whether it was sent in spite of a doubt; that happens once.
  boolean repeated(String purpose) {
    return repeated.contains(purpose);
  }

  void repeat(String purpose) {
    repeated.add(purpose);
  }

  /// @param hash null where it is not known what the message says
  void posted(Place where, MessageRef ref, @Nullable String hash, List<String> covered) {
    var replies = new ArrayList<>(delivery.said());
    covered.forEach(purpose -> replies.add(new DeliveryReply(purpose, ref.value(), null)));
    set(
        Delivery.State.POSTED,
        where,
        ref.value(),
        hash,
        delivery.attempts(),
        null,
        List.copyOf(replies));
    unwritten = true;
  }

  /// Not worth a write of its own: who does not know it updates the card once more.
  void updated(String hash) {
    delivery =
        new Delivery(
            delivery.state(),
            delivery.workspace(),
            delivery.channel(),
            delivery.ref(),
            hash,
            delivery.attempts(),
            null,
            delivery.replies());
  }

  void said(String purpose, @Nullable MessageRef ref) {
    said(purpose, ref, null);
  }

  /// @param plan that it asks about; null where it asks nothing
  void said(String purpose, @Nullable MessageRef ref, @Nullable String plan) {
    var replies = new ArrayList<DeliveryReply>();
    delivery.said().stream()
        .filter(reply -> !reply.purpose().equals(purpose))
        .forEach(replies::add);
    replies.add(new DeliveryReply(purpose, ref == null ? null : ref.value(), plan));
    delivery =
        new Delivery(
            delivery.state(),
            delivery.workspace(),
            delivery.channel(),
            delivery.ref(),
            delivery.hash(),
            delivery.attempts(),
            null,
            List.copyOf(replies));
    unwritten = true;
  }

  /// Back to what it was, where what was announced did not happen.
  void restore(Delivery before) {
    delivery = before;
    unwritten = true;
  }

  /// Becomes a line of a summary, before that is posted.
  void joins(Place where, String purpose) {
    set(Delivery.State.SUMMARISED, where, null, null, delivery.attempts(), null, delivery.said());
    said(purpose, null);
  }

  /// The card is gone; it is posted anew once.
  ///
  /// @return false where that was done before
  boolean lost() {
    if (delivery.attempts() != null) {
      return false;
    }
    delivery =
        new Delivery(
            delivery.state(),
            delivery.workspace(),
            delivery.channel(),
            null,
            null,
            1L,
            null,
            delivery.replies());
    return true;
  }

  void settle(Delivery.State state, Instant now) {
    delivery =
        new Delivery(
            state,
            delivery.workspace(),
            delivery.channel(),
            delivery.ref(),
            delivery.hash(),
            delivery.attempts(),
            now.truncatedTo(ChronoUnit.SECONDS),
            delivery.replies());
    unwritten = true;
  }

  void giveUp(String reason, String message, Instant now) {
    failure = new Failure(reason, message);
    settle(Delivery.State.GIVEN_UP, now);
  }

  private void set(
      Delivery.State state,
      Place where,
      @Nullable String ref,
      @Nullable String hash,
      @Nullable Long attempts,
      @Nullable Instant settledAt,
      List<DeliveryReply> replies) {
    delivery =
        new Delivery(
            state,
            where.workspace(),
            where.channel(),
            ref,
            hash,
            attempts,
            settledAt,
            replies.isEmpty() ? null : replies);
  }
}
