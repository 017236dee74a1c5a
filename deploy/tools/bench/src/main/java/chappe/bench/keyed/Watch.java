// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bench.keyed;

import chappe.common.record.Header;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/// Reads committed outputs as they come, on a thread of its own.
final class Watch implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(50);

  private final org.apache.kafka.clients.consumer.Consumer<String, byte[]> reader;
  private final Thread thread;
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private volatile boolean stopping;

  /// One output.
  ///
  /// @param partition its number
  /// @param number of the record that it came from
  /// @param instance that emitted it
  /// @param nanos when it was read
  record Seen(int partition, int number, String instance, long nanos) {}

  /// Begins after what there is now.
  Watch(Ground ground, LongSupplier nanos, Consumer<Seen> watcher) throws InterruptedException {
    Map<TopicPartition, Long> from = ground.ends(Ground.OUTPUT);
    reader = ground.clients().reader("bench-watch");
    reader.assign(from.keySet());
    from.forEach(reader::seek);
    thread = Thread.ofPlatform().name("watch").start(() -> read(nanos, watcher));
  }

  private void read(LongSupplier nanos, Consumer<Seen> watcher) {
    try {
      while (!stopping) {
        for (ConsumerRecord<String, byte[]> record : reader.poll(POLL)) {
          watcher.accept(
              new Seen(
                  record.partition(),
                  Inputs.number(record.value()),
                  Header.text(record.headers(), Header.TYPE).orElse(""),
                  nanos.getAsLong()));
        }
      }
    } catch (Throwable e) {
      failure.set(e);
    }
  }

  /// Throws what ended it.
  void check() {
    Throwable ended = failure.get();
    if (ended != null) {
      throw new IllegalStateException("outputs cannot be read", ended);
    }
  }

  @Override
  public void close() {
    stopping = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    reader.close();
  }
}
