package dev.chatops.intake.binding;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.chatops.api.v1alpha1.ChatChannel;
import dev.chatops.api.v1alpha1.ChatChannelSpec;
import dev.chatops.api.v1alpha1.ChatChannelStatus;
import dev.chatops.api.v1alpha1.ChatWorkspace;
import dev.chatops.api.v1alpha1.ChatWorkspaceSpec;
import dev.chatops.api.v1alpha1.Condition;
import dev.chatops.api.v1alpha1.ConditionStatus;
import dev.chatops.chat.inbound.Source;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Which namespaces a place reaches, and what is said where it reaches none.
class ReachTest {

  private static final YAMLMapper YAML = new YAMLMapper();
  private static final ChatWorkspace ACME =
      workspace(
          """
          slack: {teamId: T1, secretName: slack}
          channels:
          - {id: C1, namespaceSelector: {matchLabels: {team: shop}}, defaultNamespace: shop}
          - {id: C2, namespaceSelector: {}}
          - {id: C3, namespaceSelector: {matchLabels: {"not a key!": x}}}
          """);

  @Test
  void channelReachesTheNamespacesThatBindItAndAreGranted() {
    Reach reach = at("C1", channel("shop", "main", "C1"), channel("other", "main", "C1"));

    assertThat(reach).isEqualTo(new Reach(Set.of("shop"), "shop", Set.of("shop/main"), ""));
  }

  @Test
  void severalNamespacesHaveTheDefaultOfTheGrantIfItIsOneOfThem() {
    assertThat(at("C1", channel("shop", "a", "C1"), channel("shop-eu", "a", "C1")))
        .isEqualTo(new Reach(Set.of("shop", "shop-eu"), "shop", Set.of("shop/a", "shop-eu/a"), ""));
    assertThat(at("C1", channel("shop-us", "a", "C1"), channel("shop-eu", "a", "C1")))
        .extracting(Reach::defaultNamespace)
        .isNull();
  }

  @Test
  void emptySelectorGrantsEveryNamespace() {
    assertThat(at("C2", channel("other", "main", "C2")).namespaces()).containsExactly("other");
  }

  @Test
  void selectorThatNobodyUnderstandsGrantsNothing() {
    Reach reach = at("C3", channel("shop", "main", "C3"));

    assertThat(reach.nowhere()).isTrue();
    assertThat(reach.why()).contains("can be no key of a label");
  }

  @Test
  void unboundAndUngrantedPlacesSayWhatToMend() {
    assertThat(at("C9").why())
        .isEqualTo(
            "This channel works on no namespace: create a ChatChannel with workspace acme and channelId C9 in the namespace that it is for.");
    assertThat(at("C9", channel("shop", "main", "C9")).why())
        .isEqualTo(
            "ChatWorkspace acme grants nothing to channel C9: add it to spec.channels there.");
    assertThat(at("C1", channel("other", "main", "C1")).why())
        .startsWith("ChatWorkspace acme does not grant channel C1 to namespace other");
  }

  @Test
  void namespaceThatIsNotKnownIsGrantedNothingByLabels() {
    assertThat(at("C1", channel("gone", "main", "C1")).nowhere()).isTrue();
  }

  @Test
  void directMessageReachesWhatTheChannelsReachWhereItIsGranted() {
    ChatChannel shop = channel("shop", "main", "C1");
    assertThat(direct(ACME, shop).why()).startsWith("Commands are taken in channels only");

    ChatWorkspace open =
        workspace(
            """
            slack: {teamId: T1, secretName: slack}
            channels: [{id: C1, namespaceSelector: {matchLabels: {team: shop}}}]
            directMessages: true
            """);
    assertThat(direct(open, shop, channel("other", "main", "C1")))
        .isEqualTo(new Reach(Set.of("shop"), null, Set.of(), ""));
  }

  @Test
  void channelThatOthersReadReachesNothingUnlessThatIsAllowed() {
    ChatChannel shared = channel("shop", "main", "C1");
    told(shared, ChannelBinding.SHARED_EXTERNALLY);
    assertThat(at("C1", shared).why()).startsWith("Other organisations read this channel");

    ChatWorkspace open =
        workspace(
            """
            slack: {teamId: T1, secretName: slack}
            channels: [{id: C1, namespaceSelector: {}}]
            allowExternal: true
            """);
    assertThat(Reach.of(source("C1", false), open, List.of(shared), ReachTest::labels).nowhere())
        .isFalse();
  }

  @Test
  void whereTheBotIsNotInItIsAskedToBeInvited() {
    ChatChannel left = channel("shop", "main", "C1");
    told(left, ChannelBinding.NOT_A_MEMBER);

    assertThat(at("C1", left).why()).contains("invite me");
  }

  private static void told(ChatChannel channel, String reason) {
    channel.setStatus(
        new ChatChannelStatus(
            1L,
            List.of(
                new Condition(
                    "Ready", ConditionStatus.FALSE, reason, "As told.", Instant.EPOCH, 1))));
  }

  @Test
  void twoThatSayTheSameAreOneAndTheOtherIsTold() {
    ChatChannel first = channel("shop", "a", "C1");
    ChatChannel second = channel("shop", "b", "C1");
    List<ChatChannel> both = List.of(second, first);

    assertThat(ChannelBinding.judge(first, ACME, labels("shop"), both))
        .isEqualTo(new ChannelBinding(true, "Ready", "Commands reach shop."));
    assertThat(ChannelBinding.judge(second, ACME, labels("shop"), both))
        .isEqualTo(
            new ChannelBinding(
                false,
                "Duplicate",
                "ChatChannel a binds the same channel to shop already: delete one of them."));
    assertThat(ChannelBinding.judge(first, null, labels("shop"), both).reason())
        .isEqualTo("WorkspaceNotFound");
  }

  private static Reach at(String channel, ChatChannel... all) {
    return Reach.of(source(channel, false), ACME, List.of(all), ReachTest::labels);
  }

  private static Reach direct(ChatWorkspace workspace, ChatChannel... all) {
    return Reach.of(source("D1", true), workspace, List.of(all), ReachTest::labels);
  }

  private static Map<String, String> labels(String namespace) {
    return namespace.startsWith("shop") ? Map.of("team", "shop") : Map.of();
  }

  private static Source source(String channel, boolean direct) {
    return new Source(
        "slack",
        "acme",
        "T1",
        "U1",
        channel,
        direct,
        null,
        null,
        "1",
        Instant.EPOCH,
        Instant.EPOCH);
  }

  private static ChatChannel channel(String namespace, String name, String id) {
    var channel = new ChatChannel();
    channel.getMetadata().setNamespace(namespace);
    channel.getMetadata().setName(name);
    channel.setSpec(new ChatChannelSpec("acme", id, null));
    return channel;
  }

  private static ChatWorkspace workspace(String spec) {
    var workspace = new ChatWorkspace();
    workspace.getMetadata().setName("acme");
    try {
      workspace.setSpec(YAML.readValue(spec, ChatWorkspaceSpec.class));
    } catch (JsonProcessingException wrong) {
      throw new IllegalArgumentException(spec, wrong);
    }
    return workspace;
  }
}
