package dev.chatops.mirror;

import dev.chatops.chat.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who is called when something needs them; nobody else is.
///
/// @param approvers those that the definition names, as far as they have an account there
/// @param requester null where they have no account there
public record Calls(List<Span.Mention> approvers, Span.@Nullable Mention requester) {

  public static final Calls NOBODY = new Calls(List.of(), null);

  public Calls {
    approvers = List.copyOf(approvers);
  }
}
