// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bench.ingress;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;

/// One kept-alive connection of a Telegram that posts updates, with as little work per request as
/// can be: the generator shares the machine with what it measures. Not thread-safe.
final class Wire implements AutoCloseable {
  static final String PATH = "/webhook/demo";
  static final String SECRET = "bench-secret";

  private static final int HEAD_START = 12;
  private static final int SILENCE_MILLIS = 30_000;
  private static final String TEXT = "What a person may write to a bot. ".repeat(4);

  private final Socket socket;
  private final InputStream in;
  private final byte[] buffer = new byte[4096];

  Wire(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(SILENCE_MILLIS);
    in = socket.getInputStream();
  }

  /// Posts one message of a chat and waits for the answer.
  ///
  /// @return the status
  int post(long update, long chat) throws IOException {
    var body =
        """
        {"update_id":%d,"message":{"message_id":%d,"from":{"id":%d,"is_bot":false,\
        "first_name":"Claude","language_code":"fr"},"chat":{"id":%d,"first_name":"Claude",\
        "type":"private"},"date":1790000000,"text":"%s"}}\
        """
            .formatted(update, update, chat, chat, TEXT);
    var request =
        """
        POST %s HTTP/1.1\r
        Host: localhost\r
        Content-Type: application/json\r
        X-Telegram-Bot-Api-Secret-Token: %s\r
        Content-Length: %d\r
        \r
        %s\
        """
            .formatted(PATH, SECRET, body.length(), body);
    socket.getOutputStream().write(request.getBytes(US_ASCII));
    return answer();
  }

  /// An answer of 200 has no body; of any other the body is not read, and the connection is of no
  /// more use.
  private int answer() throws IOException {
    int length = 0;
    while (!endsHead(length)) {
      int read = length == buffer.length ? -1 : in.read(buffer, length, buffer.length - length);
      if (read < 0) {
        throw new EOFException("the server ended the connection");
      }
      length += read;
    }
    return (buffer[9] - '0') * 100 + (buffer[10] - '0') * 10 + buffer[11] - '0';
  }

  private boolean endsHead(int length) {
    // any status but 2xx may have a body behind its head
    return length >= HEAD_START
        && (buffer[9] != '2'
            || (buffer[length - 4] == '\r'
                && buffer[length - 3] == '\n'
                && buffer[length - 2] == '\r'
                && buffer[length - 1] == '\n'));
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
