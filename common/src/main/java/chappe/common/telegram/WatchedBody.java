// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.telegram;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicReference;

/// A request's body that is either taken by the HTTP client or withdrawn, never both: while it was
/// not taken the server cannot have acted, and once withdrawn it never leaves. Taken once, it is
/// not given a second time, should the client ever try. Thread-safe; for one request.
final class WatchedBody implements BodyPublisher {
  private enum State {
    HERE,
    TAKEN,
    WITHDRAWN
  }

  private final BodyPublisher bytes;
  private final AtomicReference<State> state = new AtomicReference<>(State.HERE);

  WatchedBody(byte[] body) {
    bytes = BodyPublishers.ofByteArray(body);
  }

  /// Keeps the body from leaving.
  ///
  /// @return whether it has not left
  boolean withdraw() {
    return state.compareAndSet(State.HERE, State.WITHDRAWN) || state.get() == State.WITHDRAWN;
  }

  @Override
  public long contentLength() {
    return bytes.contentLength();
  }

  @Override
  public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
    if (state.compareAndSet(State.HERE, State.TAKEN)) {
      bytes.subscribe(subscriber);
      return;
    }
    subscriber.onSubscribe(
        new Flow.Subscription() {
          @Override
          public void request(long items) {}

          @Override
          public void cancel() {}
        });
    subscriber.onError(new IOException("withdrawn"));
  }
}
