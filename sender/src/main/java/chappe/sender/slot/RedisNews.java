// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.sender.slot;

import chappe.common.redis.Redis;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.redisson.client.RedisException;
import org.redisson.client.codec.StringCodec;

/// News over a channel in Redis. What is missed while Redis is away stands in the books too.
final class RedisNews implements News {
  private static final String CHANNEL = "chappe:sender:refusals";
  private static final Duration AGAIN = Duration.ofSeconds(2);

  private final Redis redis;
  private final String self = UUID.randomUUID().toString();
  private final CountDownLatch closed = new CountDownLatch(1);

  private RedisNews(Redis redis) {
    this.redis = redis;
  }

  static RedisNews start(Redis redis) {
    return new RedisNews(redis);
  }

  @Override
  public void tell(Refusal refusal) {
    try {
      var _ =
          redis
              .client()
              .getTopic(CHANNEL, StringCodec.INSTANCE)
              .publish(self + " " + refusal.text());
    } catch (RedisException e) {
      throw new BooksAwayException(e);
    }
  }

  /// Begins to listen as soon as Redis is there; the client then keeps it up.
  @Override
  public void listen(Consumer<Refusal> listener) {
    Thread.ofVirtual().name("chappe-refusals").start(() -> subscribe(listener));
  }

  private void subscribe(Consumer<Refusal> listener) {
    try {
      while (!subscribed(listener)) {
        if (closed.await(AGAIN.toMillis(), TimeUnit.MILLISECONDS)) {
          return;
        }
      }
    } catch (InterruptedException _) {
      // the end of this thread
    }
  }

  private boolean subscribed(Consumer<Refusal> listener) {
    try {
      redis
          .client()
          .getTopic(CHANNEL, StringCodec.INSTANCE)
          .addListener(String.class, (_, text) -> hear(text, listener));
      return true;
    } catch (RedisException e) {
      return false;
    }
  }

  private void hear(String text, Consumer<Refusal> listener) {
    var parts = text.split(" ", 2);
    if (!parts[0].equals(self)) {
      listener.accept(Refusal.of(parts[1]));
    }
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
