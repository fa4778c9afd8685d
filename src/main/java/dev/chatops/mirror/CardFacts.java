package dev.chatops.mirror;

import dev.chatops.api.v1alpha1.ApprovalPolicy;
import dev.chatops.api.v1alpha1.Link;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a card tells beyond the command.
///
/// @param approval of the definition; null where nobody needs to agree
/// @param links of the definition
/// @param approvers names of those who may approve, as far as is known
/// @param console page of the command in the console; null without a console
public record CardFacts(
    @Nullable ApprovalPolicy approval,
    List<Link> links,
    List<String> approvers,
    @Nullable String console,
    ButtonTokens tokens) {

  public CardFacts {
    links = List.copyOf(links);
    approvers = List.copyOf(approvers);
  }
}
