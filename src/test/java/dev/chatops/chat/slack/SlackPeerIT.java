package dev.chatops.chat.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatops.testing.SlackPeer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What the program that plays Slack must not do.
class SlackPeerIT {

  private static SlackPeer peer;

  @BeforeAll
  static void start() {
    peer = SlackPeer.start();
  }

  @AfterAll
  static void end() {
    peer.close();
  }

  @Test
  void nobodyElseReachesIt() throws IOException {
    try (var own = new Socket()) {
      own.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), peer.port()), 2_000);
    }
    var address = InetAddress.getByAddress(new byte[] {127, 0, 0, 2});
    try (var other = new Socket()) {
      assertThatThrownBy(() -> other.connect(new InetSocketAddress(address, peer.port()), 2_000))
          .isInstanceOf(IOException.class);
    }
  }

  /// What a foreign page can send without asking is a form.
  @Test
  void foreignPageCannotControlIt() throws Exception {
    var form = request("/control/say").POST(BodyPublishers.ofString("user=U0ALICE")).build();

    assertThat(send(form).statusCode()).isEqualTo(415);
    assertThat(peer.state().path("messages")).isEmpty();
  }

  @Test
  void pageSaysThatItIsNotSlackAndLoadsNothing() throws Exception {
    var page = send(request("/").build());

    assertThat(page.body())
        .contains("This is an emulation", "not Slack")
        .doesNotContain("https://");
    assertThat(page.headers().firstValue("content-security-policy").orElseThrow())
        .startsWith("default-src 'none'");
  }

  @Test
  void methodThatItDoesNotKnowIsRefused() throws Exception {
    var call =
        request("/api/chat.delete")
            .header("authorization", "Bearer " + SlackPeer.BOT_TOKEN)
            .POST(BodyPublishers.ofString("channel=C0SHOP"))
            .build();

    assertThat(send(call).body()).contains("unknown_method");
  }

  private static HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(peer.url() + path))
        .header("content-type", "application/x-www-form-urlencoded");
  }

  private static HttpResponse<String> send(HttpRequest request) throws Exception {
    try (var http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      return http.send(request, BodyHandlers.ofString());
    }
  }
}
