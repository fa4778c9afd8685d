package dev.chatops.mirror;

import dev.chatops.api.v1alpha1.Delivery;
import dev.chatops.api.v1alpha1.DeliveryReply;

/// What messages of a command are for: their half of a [dev.chatops.chat.MessageKey].
public final class Purpose {

  static final String WANTED = "wanted/";
  static final String CHANGED = "changed/";
  static final String REMINDER = "reminder";
  static final String DONE = "done";

  /// What it printed, as a file.
  public static final String OUTPUT = "output";

  /// What only the requester was shown.
  public static final String ANSWER = "answer";

  private static final String SUMMARY = "summary/";

  private Purpose() {}

  /// The card; one that was deleted is posted anew under another purpose.
  public static String card(Delivery delivery) {
    return delivery.attempts() == null ? "card" : "card/" + delivery.attempts();
  }

  /// @param uid of the command that the summary is called after
  public static String summary(String uid) {
    return SUMMARY + uid;
  }

  static boolean isSummary(DeliveryReply reply) {
    return reply.purpose().startsWith(SUMMARY);
  }

  static String summaryOf(DeliveryReply reply) {
    return reply.purpose().substring(SUMMARY.length());
  }

  /// Whether it asks to approve a plan.
  static boolean asks(DeliveryReply reply) {
    return reply.purpose().startsWith(WANTED) || reply.purpose().startsWith(CHANGED);
  }

  /// Of the plan that a message asks to approve.
  static String digestOf(DeliveryReply reply) {
    return reply.purpose().substring(reply.purpose().indexOf('/') + 1);
  }

  public static boolean said(Delivery delivery, String purpose) {
    return delivery.said().stream().anyMatch(reply -> reply.purpose().equals(purpose));
  }
}
