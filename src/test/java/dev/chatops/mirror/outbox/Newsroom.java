package dev.chatops.mirror.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.api.v1alpha1.ChatChannel;
import dev.chatops.api.v1alpha1.ChatChannelStatus;
import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.api.v1alpha1.ChatIdentity;
import dev.chatops.api.v1alpha1.CommandOutput;
import dev.chatops.api.v1alpha1.CommandOutputSpec;
import dev.chatops.api.v1alpha1.Condition;
import dev.chatops.api.v1alpha1.ConditionStatus;
import dev.chatops.api.v1alpha1.Delivery;
import dev.chatops.api.v1alpha1.Output;
import dev.chatops.chat.Audience;
import dev.chatops.mirror.ConsolePages;
import dev.chatops.testing.ChatRoom;
import dev.chatops.testing.Cluster;
import dev.chatops.testing.Manifests;
import dev.chatops.testing.Person;
import dev.chatops.testing.Shop;
import dev.chatops.testing.TestNamespace;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/// A shop whose commands are told in a channel of its own, the people of that channel, and the
/// mirrors that tell it. Names are the shop's own: identities belong to the whole cluster.
final class Newsroom implements AutoCloseable {

  /// Of no other test: the mirror tells a workspace about every command that came from it.
  static final String WORKSPACE = "acme-" + UUID.randomUUID();

  private final TestNamespace namespace;
  private final ChatRoom room;
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final List<Mirror> mirrors = new ArrayList<>();

  Newsroom(Shop shop, ChatRoom room, String announce) {
    this.namespace = shop.namespace();
    this.room = room;
    Cluster.admin().leases().inNamespace("chatops-system").withName("chatops-gateway").delete();
    bind(announce);
    identity(asker());
    identity(approver());
    namespace.grant(asker(), "chatops-requester");
    namespace.allow(asker(), "run", "allowedcommands");
    namespace.grant(approver(), "chatops-approver");
    namespace.allow(approver(), "approve", "allowedcommands");
  }

  TestNamespace namespace() {
    return namespace;
  }

  String channel() {
    return "C-" + namespace.name();
  }

  String asker() {
    return "alice-" + namespace.name();
  }

  String approver() {
    return "bob-" + namespace.name();
  }

  Audience accountOf(String person) {
    return new Audience.Account("U-" + person);
  }

  Person approves() {
    return Person.inChat(namespace, approver(), WORKSPACE, "U-" + approver());
  }

  SimpleMeterRegistry meters() {
    return meters;
  }

  private void bind(String announce) {
    namespace.create(
        Cluster.admin(),
        """
        apiVersion: chatops.dev/v1alpha1
        kind: ChatChannel
        metadata: {name: main}
        spec: {workspace: %s, channelId: %s, announce: %s}
        """
            .formatted(WORKSPACE, channel(), announce));
    grant();
  }

  /// From now on the namespace may not use the channel.
  void takeGrant() {
    judge(Map.of("Ready", ConditionStatus.FALSE, "Stalled", ConditionStatus.TRUE));
  }

  /// The channel cannot be used now; nobody has to mend anything.
  void suspendGrant() {
    judge(Map.of("Ready", ConditionStatus.FALSE));
  }

  void grant() {
    judge(Map.of("Ready", ConditionStatus.TRUE));
  }

  /// What the gateway says about the channel.
  private void judge(Map<String, ConditionStatus> conditions) {
    Cluster.admin()
        .resources(ChatChannel.class)
        .inNamespace(namespace.name())
        .withName("main")
        .editStatus(channel -> {
          channel.setStatus(
              new ChatChannelStatus(
                  1L,
                  conditions.entrySet().stream()
                      .map(each ->
                          new Condition(
                              each.getKey(),
                              each.getValue(),
                              "Judged",
                              "As the test says.",
                              Instant.parse("2026-01-31T12:00:00Z"),
                              channel.getMetadata().getGeneration()))
                      .toList()));
          return channel;
        });
  }

  /// In the part of the operator: all that a command printed is stored.
  ///
  /// @param uid of the command that is said to have printed it
  void prints(ChatCommand command, String uid, String text) {
    var output = new CommandOutput();
    output.setMetadata(
        new ObjectMetaBuilder()
            .withName(command.getMetadata().getName())
            .withNamespace(namespace.name())
            .build());
    output.setSpec(CommandOutputSpec.of(uid, text, false));
    Cluster.asOperator().resource(output).create();
  }

  /// In the part of the operator: it is over, and printed something.
  void ends(ChatCommand command, String output) {
    ends(command, new Output(output, null, null, null));
  }

  void ends(ChatCommand command, Output output) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    Cluster.asOperator()
        .resource(command)
        .subresource("status")
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            Serialization.asJson(
                Map.of(
                    "status",
                    Map.of(
                        "finishedAt",
                        now.toString(),
                        "conditions",
                        List.of(
                            new Condition(
                                "Succeeded", ConditionStatus.TRUE, "Completed", "Done.", now, 1)),
                        "output",
                        output))));
  }

  private void identity(String person) {
    Cluster.admin()
        .resource(
            Manifests.parse(
                """
                apiVersion: chatops.dev/v1alpha1
                kind: ChatIdentity
                metadata: {name: %1$s}
                spec: {person: %1$s, username: %1$s, accounts: [{workspace: %2$s, user: U-%1$s}]}
                """
                    .formatted(person, WORKSPACE)))
        .serverSideApply();
  }

  Mirror mirror() {
    return mirror(Cluster.asGateway());
  }

  /// One more replica of the gateway; it leads when no other does.
  Mirror mirror(KubernetesClient client) {
    var mirror =
        new Mirror(
            client,
            workspace -> workspace.equals(WORKSPACE) ? Optional.of(room) : Optional.empty(),
            (command, decision) -> command.getMetadata().getUid() + "." + decision,
            ConsolePages.NONE,
            "chatops-system",
            "gateway-" + UUID.randomUUID(),
            meters,
            Clock.systemUTC());
    mirrors.add(mirror);
    mirror.start();
    return mirror;
  }

  Mirror leadingMirror() {
    Mirror mirror = mirror();
    await("it leads").until(mirror::leads);
    return mirror;
  }

  /// A command that needs approvals, and calls for them.
  void define(String name, int count, String expiresAfter) {
    define(
        name,
        """
          parameters: [{name: replicas, type: quantity, required: true}]
          action: {scale: {target: {kind: Deployment, name: web}, replicas: "${replicas}"}}
          approval: {count: %d, expiresAfter: %s, notify: [{person: %s}]}
        """
            .formatted(count, expiresAfter, approver()));
  }

  void defineRestart(String name) {
    define(
        name,
        """
          action: {restart: {target: {kind: Deployment, name: web}}}
          approval: {count: 1, notify: [{person: %s}]}
        """
            .formatted(approver()));
  }

  /// A command whose answer only the requester reads.
  void defineDiscreet(String name) {
    define(
        name,
        """
          parameters: [{name: replicas, type: quantity, required: true}]
          action: {scale: {target: {kind: Deployment, name: web}, replicas: "${replicas}"}}
          reply: Requester
        """);
  }

  private void define(String name, String spec) {
    namespace.apply(
        """
        apiVersion: chatops.dev/v1alpha1
        kind: AllowedCommand
        metadata: {name: %s}
        spec:
        """
                .formatted(name)
            + spec);
    // Who may approve is asked once and remembered for a minute.
    namespace.awaitAllowed(approver(), "approve", name);
  }

  /// With kubectl.
  ChatCommand ask(String name, String command, String more) {
    namespace.create(Cluster.as(asker()), command(name, command, more));
    return namespace.command(name);
  }

  ChatCommand ask(String name, String command) {
    return ask(name, command, "");
  }

  /// From a message, or where `message` is empty by a slash command.
  ChatCommand askInChat(String name, String command, String message) {
    namespace.create(
        Cluster.asGateway(),
        command(
            name,
            command,
            """
              requester: {username: %s, groups: ["system:authenticated"]}
              origin: {platform: slack, workspace: %s, channel: %s, user: U-%s, intent: "%s"%s}
            """
                .formatted(
                    asker(),
                    WORKSPACE,
                    channel(),
                    asker(),
                    UUID.randomUUID(),
                    message.isEmpty() ? "" : ", message: \"" + message + "\"")));
    return namespace.command(name);
  }

  private static String command(String name, String command, String more) {
    String args = command.startsWith("restart") ? "{}" : "{replicas: \"+1\"}";
    return """
    apiVersion: chatops.dev/v1alpha1
    kind: ChatCommand
    metadata: {name: %s}
    spec:
      command: %s
      args: %s
    """
            .formatted(name, command, args)
        + more;
  }

  /// What was posted about a command, the card first.
  List<ChatRoom.Message> messages(ChatCommand command) {
    return room.in(channel()).stream()
        .filter(message -> message.key().subject().equals(command.getMetadata().getUid()))
        .toList();
  }

  List<String> purposes(ChatCommand command) {
    return messages(command).stream().map(message -> message.key().purpose()).toList();
  }

  /// The titles of the card so far, each once.
  List<String> titles(ChatCommand command) {
    return messages(command).getFirst().versions().stream()
        .map(card -> card.title().replaceFirst(":.*", ""))
        .distinct()
        .toList();
  }

  Delivery awaitSettled(String name) {
    await(name + " is settled")
        .untilAsserted(() -> {
          ChatCommand command = namespace.command(name);
          Delivery delivery = command.getStatus().delivery();
          assertThat(delivery == null ? null : delivery.settledAt())
              .as(() -> Serialization.asYaml(command))
              .isNotNull();
        });
    return namespace.command(name).getStatus().delivery();
  }

  Condition reported(String name) {
    return Condition.find(namespace.command(name).getStatus().conditions(), "Reported")
        .orElseThrow();
  }

  static ConditionFactory await(String what) {
    return Awaitility.await(what)
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(50));
  }

  @Override
  public void close() {
    mirrors.forEach(Mirror::close);
    Cluster.admin().resources(ChatIdentity.class).withName(asker()).delete();
    Cluster.admin().resources(ChatIdentity.class).withName(approver()).delete();
  }
}
