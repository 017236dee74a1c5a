// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.ingress.webhook;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

/// Reads a request's body up to a limit, as it comes in: no thread waits for a slow client. One per
/// request; called by one thread at a time.
final class Body implements ReadListener {
  /// Telegram's own updates have at most 512 KiB (TELEGRAM fact 6).
  static final int LIMIT = 1 << 20;

  /// What a body may take altogether; one that is silent for the server's idle time is cut off,
  /// too.
  static final Duration LONGEST = Duration.ofSeconds(10);

  private static final int PIECE = 8 << 10;

  private final ServletInputStream in;
  private final LongSupplier nanos;
  private final long start;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(PIECE);
  private final CompletableFuture<Received> done = new CompletableFuture<>();

  private Body(ServletInputStream in, LongSupplier nanos) {
    this.in = in;
    this.nanos = nanos;
    this.start = nanos.getAsLong();
  }

  /// Whether the body is here already, so that [#read] would not wait for it.
  static boolean isHere(ServletInputStream in, long announced) throws IOException {
    return announced >= 0 && announced <= LIMIT && in.available() >= announced;
  }

  /// Reads to the end, or to just beyond the limit: what a client did not announce is not taken
  /// either. The request must be asynchronous by now.
  static CompletableFuture<Received> read(ServletInputStream in, LongSupplier nanos) {
    var body = new Body(in, nanos);
    in.setReadListener(body);
    return body.done;
  }

  @Override
  public void onDataAvailable() throws IOException {
    var piece = new byte[PIECE];
    while (!done.isDone() && in.isReady()) {
      int read = in.read(piece);
      if (read < 0) {
        return;
      }
      bytes.write(piece, 0, read);
      if (bytes.size() > LIMIT) {
        refuse(Refusal.TOO_LARGE);
      } else if (nanos.getAsLong() - start > LONGEST.toNanos()) {
        refuse(Refusal.TOO_SLOW);
      }
    }
  }

  @Override
  public void onAllDataRead() {
    done.complete(new Received.Whole(bytes.toByteArray()));
  }

  @Override
  public void onError(Throwable failure) {
    boolean silent =
        failure instanceof TimeoutException || failure.getCause() instanceof TimeoutException;
    refuse(silent ? Refusal.TOO_SLOW : Refusal.BROKEN_BODY);
  }

  private void refuse(Refusal refusal) {
    done.complete(new Received.Refused(refusal));
  }
}
