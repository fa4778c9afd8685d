package dev.chatops.console.session;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/// A session as the browser keeps it: sealed, in at most two cookies.
///
/// Over https the names begin with `__Host-`: no other host can set them. A browser sends them over
/// https only, except to the machine that it runs on.
public final class SessionCookie {

  /// Tokens that need more are refused: proxies take about 8 KB of headers.
  private static final int PIECES = 2;

  /// Browsers take 4096 bytes, name and attributes included.
  private static final int PIECE = 3800;

  /// A token is far shorter; more was not written by us.
  private static final int LONGEST = 16_000;

  private final Seal seal;

  public SessionCookie(Seal seal) {
    this.seal = seal;
  }

  /// The session that a browser sent; empty where there is none, or somebody tampered with it.
  ///
  /// @param cookies value of a cookie by name; null where there is none
  public Optional<Session> read(UnaryOperator<@Nullable String> cookies, boolean loopback) {
    var sealed = new StringBuilder();
    for (int i = 0; i < PIECES; i++) {
      String piece = cookies.apply(name(i, loopback));
      sealed.append(piece == null ? "" : piece);
    }
    return seal.open(sealed.toString()).flatMap(SessionCookie::parsed);
  }

  /// Values of `Set-Cookie`; empty where the token is too long for a cookie. One that gets the next
  /// token is left out where only that is too long.
  public Optional<List<String>> write(Session session, boolean loopback, Instant now) {
    String sealed = seal.seal(bytes(session));
    if (sealed.length() > PIECE * PIECES) {
      return session.renewal().isPresent()
          ? write(session.withoutRenewal(), loopback, now)
          : Optional.empty();
    }
    var cookies = new ArrayList<String>();
    long seconds = Math.max(0, Duration.between(now, session.expires()).toSeconds());
    for (int i = 0; i < PIECES; i++) {
      int from = Math.min(i * PIECE, sealed.length());
      String piece = sealed.substring(from, Math.min(from + PIECE, sealed.length()));
      cookies.add(cookie(i, piece, piece.isEmpty() ? 0 : seconds, loopback));
    }
    return Optional.of(cookies);
  }

  /// Values of `Set-Cookie` that make the browser forget it.
  public List<String> forget(boolean loopback) {
    return List.of(cookie(0, "", 0, loopback), cookie(1, "", 0, loopback));
  }

  private static String cookie(int index, String value, long seconds, boolean loopback) {
    return "%s=%s; Path=/; Max-Age=%d; HttpOnly; SameSite=Lax%s"
        .formatted(name(index, loopback), value, seconds, loopback ? "" : "; Secure");
  }

  private static String name(int index, boolean loopback) {
    return (loopback ? "chatops-console-" : "__Host-chatops-console-") + index;
  }

  private static byte[] bytes(Session session) {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(new DeflaterOutputStream(bytes))) {
      out.writeUTF(session.id());
      out.writeUTF(session.token());
      out.writeUTF(session.username());
      out.writeLong(session.expires().getEpochSecond());
      out.writeLong(session.seen().getEpochSecond());
      out.writeBoolean(session.renewal().isPresent());
      if (session.renewal().isPresent()) {
        out.writeUTF(session.renewal().get().refreshToken());
        out.writeLong(session.renewal().get().due().getEpochSecond());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static Optional<Session> parsed(byte[] bytes) {
    try (var in =
        new DataInputStream(
            new ByteArrayInputStream(
                new InflaterInputStream(new ByteArrayInputStream(bytes)).readNBytes(LONGEST)))) {
      return Optional.of(
          new Session(
              in.readUTF(),
              in.readUTF(),
              in.readUTF(),
              Instant.ofEpochSecond(in.readLong()),
              Instant.ofEpochSecond(in.readLong()),
              in.readBoolean() ? Optional.of(renewal(in)) : Optional.empty()));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Session.Renewal renewal(DataInputStream in) throws IOException {
    return new Session.Renewal(in.readUTF(), Instant.ofEpochSecond(in.readLong()));
  }
}
