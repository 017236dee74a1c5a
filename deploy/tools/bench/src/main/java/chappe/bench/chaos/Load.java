// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bench.chaos;

import chappe.common.record.Header;
import chappe.common.record.RecordKey;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/// A steady stream of inputs over some thousand chats, one in twenty sent again, soon or much
/// later. Runs on a thread of its own until closed.
final class Load implements AutoCloseable {
  private static final int CHATS = 2_000;
  private static final int REMEMBERED = 20_000;
  private static final int SOON = 50;
  private static final int REDELIVERED = 5;
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final Producer<String, byte[]> producer;
  private final Random random;
  private final int rate;
  private final LongSupplier nanos;
  private final Map<String, Long> numbers = new HashMap<>();
  private final List<Input> sent = new ArrayList<>();
  private final Thread thread;
  private final AtomicLong taken = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private long count;
  private volatile boolean closed;

  private Load(Line line, long seed, int rate, LongSupplier nanos) {
    this.random = new Random(seed);
    this.rate = rate;
    this.nanos = nanos;
    producer = line.clients().producer("chaos-load", PATIENCE);
    thread = Thread.ofPlatform().name("load").unstarted(this::run);
  }

  static Load start(Line line, long seed, int rate, LongSupplier nanos) {
    Load load = new Load(line, seed, rate, nanos);
    load.thread.start();
    return load;
  }

  private void run() {
    long period = TimeUnit.SECONDS.toNanos(1) / rate;
    long due = nanos.getAsLong();
    while (!closed) {
      while (due > nanos.getAsLong()) {
        LockSupport.parkNanos(this, due - nanos.getAsLong());
      }
      due += period;
      send(random.nextInt(100) < REDELIVERED && !sent.isEmpty() ? again() : next());
    }
  }

  private Input next() {
    long chat = random.nextInt(CHATS);
    Input.Lane lane = random.nextInt(5) == 0 ? Input.Lane.EVENT : Input.Lane.UPDATE;
    Input input = new Input(chat, lane, numbers.merge(chat + lane.name(), 1L, Long::sum));
    if (sent.size() < REMEMBERED) {
      sent.add(input);
    } else {
      sent.set((int) (count % REMEMBERED), input);
    }
    count++;
    return input;
  }

  private Input again() {
    int back = random.nextInt(random.nextBoolean() ? Math.min(SOON, sent.size()) : sent.size());
    return sent.get((int) ((count - 1 - back) % REMEMBERED));
  }

  private void send(Input input) {
    String key = input.key().toString();
    var record =
        new ProducerRecord<>(
            input.lane().topic.topicName(),
            RecordKey.partition(key, Line.PARTITIONS),
            key,
            "{}".getBytes(StandardCharsets.UTF_8));
    Header.put(record.headers(), Header.ID, input.id());
    Header.put(record.headers(), Header.TYPE, "message");
    // one that fails is in no topic, and so none of the inputs
    var _ =
        producer.send(
            record,
            (_, failure) -> {
              (failure == null ? taken : refused).incrementAndGet();
            });
  }

  /// How many records the broker acknowledged.
  long taken() {
    return taken.get();
  }

  /// How many records it did not acknowledge.
  long refused() {
    return refused.get();
  }

  /// Ends the stream; blocks until all of it is in the topics.
  @Override
  public void close() {
    closed = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    producer.flush();
    producer.close();
  }
}
