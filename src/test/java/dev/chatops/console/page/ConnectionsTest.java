package dev.chatops.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.api.v1alpha1.ChatChannel;
import dev.chatops.api.v1alpha1.ChatWorkspace;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConnectionsTest {

  private static final String SAID =
      """
      {type: %s, status: "%s", reason: %s, message: "%s", lastTransitionTime: "2026-01-31T12:00:00Z", observedGeneration: 2}
      """;

  private static ChatWorkspace workspace(String name, String... conditions) {
    return Serialization.unmarshal(
        """
        apiVersion: chatops.dev/v1alpha1
        kind: ChatWorkspace
        metadata: {name: %s, generation: 2}
        spec: {slack: {teamId: T1, secretName: chatops-slack}}
        status: {conditions: [%s], lastEventAt: "2026-01-31T12:01:00Z"}
        """
            .formatted(name, String.join(",", conditions)),
        ChatWorkspace.class);
  }

  private static ChatChannel channel(String namespace, String workspace) {
    return Serialization.unmarshal(
        """
        apiVersion: chatops.dev/v1alpha1
        kind: ChatChannel
        metadata: {name: ops, namespace: %s, generation: 1}
        spec: {workspace: %s, channelId: C1, announce: [Approvals, All]}
        """
            .formatted(namespace, workspace),
        ChatChannel.class);
  }

  private static Health health(ChatWorkspace workspace) {
    return Connections.of(Optional.of(List.of(workspace)), List.of(), List.of())
        .workspaces()
        .getFirst()
        .connection()
        .health();
  }

  @Test
  void aStateIsToldInWordsAndBySign() {
    Health ready = health(workspace("main", SAID.formatted("Ready", "True", "Ready", "It works.")));
    Health waits =
        health(workspace("main", SAID.formatted("Ready", "False", "Connecting", "Being opened.")));
    Health broken =
        health(
            workspace(
                "main",
                SAID.formatted("Ready", "False", "SecretMissing", "Create it."),
                SAID.formatted("Stalled", "True", "SecretMissing", "Create it.")));

    assertThat(ready.words()).isEqualTo("Ready");
    assertThat(ready.works()).isTrue();
    assertThat(waits.words()).isEqualTo("Not ready");
    assertThat(broken.words()).isEqualTo("Must be mended");
    assertThat(broken.message()).isEqualTo("Create it.");
    assertThat(List.of(ready.look(), waits.look(), broken.look())).doesNotHaveDuplicates();
  }

  @Test
  void whatWasSaidOfAnEarlierGenerationIsNotBelieved() {
    ChatWorkspace changed =
        workspace("main", SAID.formatted("Ready", "True", "Ready", "It works."));
    changed.getMetadata().setGeneration(3L);

    assertThat(health(changed).works()).isFalse();
    assertThat(health(changed).words()).isEqualTo("Changed, not looked at yet");
    assertThat(health(workspace("main")).message()).contains("see that it runs");
  }

  @Test
  void channelsStandUnderTheirWorkspaceWhetherOrNotItIsThere() {
    Connections seen =
        Connections.of(
            Optional.of(List.of(workspace("main"))),
            List.of(channel("shop", "main"), channel("bank", "main"), channel("shop", "gone")),
            List.of());

    assertThat(seen.workspaces())
        .extracting(Connections.Workspace::name)
        .containsExactly("gone", "main");
    assertThat(seen.workspaces().getFirst().connection()).isNull();
    assertThat(seen.workspaces().getLast().channels())
        .extracting(Connections.Channel::namespace)
        .containsExactly("bank", "shop");
    assertThat(seen.workspaces().getLast().channels().getFirst().announces())
        .isEqualTo("approvals, every command");
  }

  @Test
  void whoMayNotListWorkspacesSeesOnlyTheNamesThatChannelsGive() {
    Connections seen =
        Connections.of(Optional.empty(), List.of(channel("shop", "main")), List.of("bank"));

    assertThat(seen.workspacesHidden()).isTrue();
    assertThat(seen.hidden()).containsExactly("bank");
    assertThat(seen.workspaces())
        .singleElement()
        .satisfies(one -> assertThat(one.connection()).isNull());
  }
}
