package dev.chatops.testing;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.internal.SSLUtils;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLSocketFactory;
import org.awaitility.Awaitility;

/// The only way from one operator to the API server. Passes everything on, watches too, until a
/// test holds single writes, falls silent, or takes the API server away.
///
/// Plain HTTP on the loopback address towards the operator, TLS towards the API server; the
/// operator's token passes through. Each connection carries one request.
public final class FaultyProxy implements AutoCloseable {

  private final InetSocketAddress apiServer;
  private final SSLSocketFactory tls;
  private final InetSocketAddress address;
  private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
  private final List<Hold> holds = new CopyOnWriteArrayList<>();
  private volatile ServerSocket server;

  /// Shared by all connections since the last time the proxy spoke again.
  private volatile AtomicBoolean silence = new AtomicBoolean();

  private FaultyProxy(Config config) throws IOException, GeneralSecurityException {
    URI master = URI.create(config.getMasterUrl());
    apiServer = new InetSocketAddress(master.getHost(), master.getPort());
    tls = SSLUtils.sslContext(config).getSocketFactory();
    server = listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    address = (InetSocketAddress) server.getLocalSocketAddress();
  }

  public static FaultyProxy toApiServer() {
    try {
      return new FaultyProxy(Cluster.asOperator().getConfiguration());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  public String url() {
    return "http://" + address.getHostString() + ":" + address.getPort();
  }

  /// The next such write in the namespace stays here, until it is let go or the API server goes
  /// away.
  public Hold hold(TestNamespace namespace, Moment moment) {
    return hold(new Place(namespace, moment, "", true));
  }

  /// Every such write about a target stays here: each that is tried again after its time-out, too.
  public Hold holdAll(TestNamespace namespace, Moment moment, String target) {
    return hold(new Place(namespace, moment, target, false));
  }

  private Hold hold(Place place) {
    var hold = new Hold(place, new CompletableFuture<>(), new CompletableFuture<>());
    holds.add(hold);
    return hold;
  }

  /// @param target name of the object that is written; empty for any
  /// @param once whether only the first write is meant
  private record Place(TestNamespace namespace, Moment moment, String target, boolean once) {
    boolean isOf(HttpRequest request, Moment.Side side) {
      return moment.side() == side
          && request.path().contains("/namespaces/" + namespace.name() + "/")
          && (target.isEmpty() || request.path().contains("/" + target + "?"))
          && moment.write().is(request);
    }
  }

  /// A write that is, or will be, held.
  public record Hold(Place place, CompletableFuture<Void> arrived, CompletableFuture<Void> end) {

    /// Waits until the operator waits for this write.
    public void awaitReached() {
      Awaitility.await(place.moment() + " in " + place.namespace().name())
          .atMost(Duration.ofSeconds(60))
          .pollInterval(Duration.ofMillis(20))
          .until(arrived::isDone);
    }

    public void letGo() {
      end.complete(null);
    }

    private boolean catches(HttpRequest request, Moment.Side side) {
      return place.isOf(request, side)
          && !(place.once() && arrived.isDone())
          && (arrived.complete(null) || !place.once());
    }
  }

  /// The API server is gone: connections break, what is held is lost, new connections are refused.
  public void goAway() {
    close();
  }

  public void comeBack() {
    holds.clear();
    try {
      server = listen(address);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// From now on nothing passes in either direction, and no connection breaks.
  public void fallSilent() {
    silence.set(true);
  }

  /// New connections work; those from before stay silent for good.
  public void speakToNewcomers() {
    silence = new AtomicBoolean();
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    holds.forEach(hold -> hold.end().completeExceptionally(new IOException("cut")));
    connections.forEach(FaultyProxy::breakOff);
  }

  private ServerSocket listen(InetSocketAddress at) throws IOException {
    var socket = new ServerSocket();
    socket.setReuseAddress(true);
    socket.bind(at, 200);
    Thread.ofVirtual().start(() -> accept(socket));
    return socket;
  }

  private void accept(ServerSocket from) {
    while (!from.isClosed()) {
      try {
        Socket operator = from.accept();
        Thread.ofVirtual().start(() -> serve(operator));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket operator) {
    AtomicBoolean silent = silence;
    connections.add(operator);
    try (operator) {
      HttpRequest request = HttpRequest.read(operator.getInputStream());
      // Before there is a connection: the API server closes one that says nothing for 32 s.
      hold(request, Moment.Side.BEFORE_SENDING);
      passOn(request, operator, silent);
    } catch (IOException | CompletionException e) {
      // Either side is gone, or the test has cut it: closing tells the other side.
    } finally {
      connections.remove(operator);
    }
  }

  private void passOn(HttpRequest request, Socket operator, AtomicBoolean silent)
      throws IOException {
    try (Socket upstream = tls.createSocket(apiServer.getAddress(), apiServer.getPort())) {
      connections.add(upstream);
      if (!silent.get()) {
        upstream.getOutputStream().write(request.bytes());
      }
      Thread.ofVirtual().start(() -> pass(operator, upstream, silent));
      byte[] beginning = beginning(upstream.getInputStream());
      hold(request, Moment.Side.AFTER_STORING);
      if (!silent.get()) {
        operator.getOutputStream().write(beginning);
      }
      pass(upstream, operator, silent);
    }
  }

  private void hold(HttpRequest request, Moment.Side side) {
    holds.stream()
        .filter(hold -> hold.catches(request, side))
        .findFirst()
        .ifPresent(hold -> hold.end().join());
  }

  /// Returns as soon as the API server has begun to answer, so that what was asked is stored.
  private static byte[] beginning(InputStream answer) throws IOException {
    byte[] buffer = new byte[16 * 1024];
    int length = answer.read(buffer);
    return Arrays.copyOf(buffer, Math.max(0, length));
  }

  private static void pass(Socket from, Socket to, AtomicBoolean silent) {
    byte[] buffer = new byte[16 * 1024];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
        if (!silent.get()) {
          out.write(buffer, 0, length);
        }
      }
    } catch (IOException e) {
      // The end of the connection.
    }
  }

  private static void breakOff(Socket connection) {
    try {
      connection.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
