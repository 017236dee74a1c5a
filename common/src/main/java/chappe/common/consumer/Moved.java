// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.consumer;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/// A record that stands on another partition than its key's, put there by a producer with another
/// partitioner: it goes to the right one as it is, and is handled there. Its key would otherwise be
/// handled in two places at once.
final class Moved extends Finished {
  private final long bytes;

  Moved(PartitionState partition, ConsumerRecord<String, byte[]> record, int right) {
    super(partition, record.offset(), record.offset() + 1);
    this.bytes = Task.bytes(record);
    this.outcome =
        new Outcome(
            List.of(
                new ProducerRecord<>(
                    record.topic(),
                    right,
                    record.timestamp(),
                    record.key(),
                    record.value(),
                    record.headers())),
            List.of());
  }

  @Override
  long bytes() {
    return bytes;
  }

  @Override
  int records() {
    return 1;
  }
}
