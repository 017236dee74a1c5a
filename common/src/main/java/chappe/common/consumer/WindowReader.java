// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.consumer;

import chappe.common.record.Header;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;

/// Reads the redelivery windows of partitions back from their own log: what stands before the
/// committed offset, as far back as the window reaches. No outside store is needed, and none can
/// disagree.
final class WindowReader {
  private static final Duration POLL = Duration.ofMillis(200);

  private final Supplier<Consumer<String, byte[]>> readers;
  private final ConsumerOptions.Limits limits;
  private final InstantSource clock;

  WindowReader(
      Supplier<Consumer<String, byte[]>> readers,
      ConsumerOptions.Limits limits,
      InstantSource clock) {
    this.readers = readers;
    this.limits = limits;
    this.clock = clock;
  }

  /// Blocks until every window stands.
  ///
  /// @param ends where each partition's reading will begin: the window holds what is below
  Map<TopicPartition, RedeliveryWindow> read(Map<TopicPartition, Long> ends) {
    Map<TopicPartition, RedeliveryWindow> windows = new HashMap<>();
    Map<TopicPartition, Stretch> open = new HashMap<>();
    try (Consumer<String, byte[]> reader = readers.get()) {
      Map<TopicPartition, Long> oldest = oldest(reader, ends.keySet());
      ends.forEach(
          (partition, end) -> {
            RedeliveryWindow window = fresh();
            windows.put(partition, window);
            // transaction markers take offsets too, so the count of offsets is taken twice as large
            long from =
                Math.max(oldest.getOrDefault(partition, end), end - 2L * limits.windowIds());
            if (from < end) {
              open.put(partition, new Stretch(from, end, window));
            }
          });
      reader.assign(open.keySet());
      open.forEach((partition, stretch) -> reader.seek(partition, stretch.from()));
      while (!open.isEmpty()) {
        readOn(reader, open);
      }
    }
    return windows;
  }

  private static void readOn(Consumer<String, byte[]> reader, Map<TopicPartition, Stretch> open) {
    ConsumerRecords<String, byte[]> records = reader.poll(POLL);
    for (TopicPartition partition : records.partitions()) {
      Stretch stretch = open.get(partition);
      if (stretch != null) {
        records.records(partition).forEach(stretch::note);
      }
    }
    if (open.entrySet()
        .removeIf(entry -> reader.position(entry.getKey()) >= entry.getValue().end())) {
      reader.pause(
          reader.assignment().stream().filter(partition -> !open.containsKey(partition)).toList());
    }
  }

  /// Each partition's first offset that is young enough; none where all is too old.
  private Map<TopicPartition, Long> oldest(
      Consumer<String, byte[]> reader, Set<TopicPartition> partitions) {
    long time = clock.millis() - limits.windowAge().toMillis();
    Map<TopicPartition, Long> times = new HashMap<>();
    partitions.forEach(partition -> times.put(partition, time));
    Map<TopicPartition, Long> oldest = new HashMap<>();
    for (Map.Entry<TopicPartition, OffsetAndTimestamp> found :
        reader.offsetsForTimes(times).entrySet()) {
      Optional.ofNullable(found.getValue())
          .ifPresent(first -> oldest.put(found.getKey(), first.offset()));
    }
    return oldest;
  }

  private RedeliveryWindow fresh() {
    return new RedeliveryWindow(limits.windowIds(), limits.windowAge().toMillis());
  }

  /// What is to be read of one partition, the end excluded, and where its ids go.
  private record Stretch(long from, long end, RedeliveryWindow window) {
    void note(ConsumerRecord<String, byte[]> record) {
      byte[] id = Header.id(record.headers());
      if (record.offset() < end && id != null) {
        window.redelivered(IdHash.of(id), record.offset(), record.timestamp());
      }
    }
  }
}
