package dev.chatops.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.regex.Pattern;

/// One HTTP/1.1 request, read whole from a connection that carries no other.
record HttpRequest(String head, String body) {

  private static final String END_OF_HEAD = "\r\n\r\n";
  private static final Pattern LENGTH =
      Pattern.compile("^content-length: *(\\d+)", Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);

  static HttpRequest read(InputStream in) throws IOException {
    var head = new ByteArrayOutputStream();
    while (!head.toString(ISO_8859_1).endsWith(END_OF_HEAD)) {
      int next = in.read();
      if (next < 0) {
        throw new EOFException();
      }
      head.write(next);
    }
    String text = head.toString(ISO_8859_1);
    var length = LENGTH.matcher(text);
    byte[] body = length.find() ? in.readNBytes(Integer.parseInt(length.group(1))) : new byte[0];
    return new HttpRequest(text, new String(body, UTF_8));
  }

  String method() {
    return head.substring(0, head.indexOf(' '));
  }

  /// With the query.
  String path() {
    return head.split(" ", 3)[1];
  }

  /// As it is sent on: the answer's end is the end of the connection, unless it becomes a
  /// WebSocket.
  byte[] bytes() {
    boolean upgrade = head.toLowerCase(java.util.Locale.ROOT).contains("\r\nupgrade:");
    String sent =
        upgrade ? head : head.substring(0, head.length() - 2) + "Connection: close" + END_OF_HEAD;
    var bytes = new ByteArrayOutputStream();
    bytes.writeBytes(sent.getBytes(ISO_8859_1));
    bytes.writeBytes(body.getBytes(UTF_8));
    return bytes.toByteArray();
  }
}
