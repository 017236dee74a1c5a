// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bench.keyed;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/// Reads what a run has put out, as any reader of committed records sees it.
final class Outputs {
  private static final Duration POLL = Duration.ofMillis(200);

  /// A transaction whose end is told may be readable a little later.
  private static final int EMPTY_POLLS = 50;

  private final Ground ground;

  Outputs(Ground ground) {
    this.ground = ground;
  }

  /// Reads all between two places.
  Tally read(int records, Map<TopicPartition, Long> from, Map<TopicPartition, Long> to) {
    Tally tally = new Tally(records);
    try (Consumer<String, byte[]> reader = ground.clients().reader("bench-outputs")) {
      reader.assign(from.keySet());
      from.forEach(reader::seek);
      int patience = EMPTY_POLLS;
      while (patience > 0 && to.entrySet().stream().anyMatch(it -> isBefore(reader, it))) {
        var polled = reader.poll(POLL);
        patience = polled.isEmpty() ? patience - 1 : EMPTY_POLLS;
        for (ConsumerRecord<String, byte[]> record : polled) {
          tally.note(Inputs.number(record.value()), record.timestamp());
        }
      }
    }
    return tally;
  }

  private static boolean isBefore(
      Consumer<String, byte[]> reader, Map.Entry<TopicPartition, Long> end) {
    return reader.position(end.getKey()) < end.getValue();
  }
}
