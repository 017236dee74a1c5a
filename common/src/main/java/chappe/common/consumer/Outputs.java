// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.consumer;

import chappe.common.kafka.KafkaClients;
import chappe.common.record.Header;
import chappe.common.record.RecordKey;
import chappe.common.record.Topic;
import chappe.common.record.Traceparent;
import java.time.InstantSource;
import org.apache.kafka.clients.producer.ProducerRecord;

/// Makes the records that handlers emit. Thread-safe.
///
/// @param partitions of every keyed topic
/// @param clock wall clock
record Outputs(int partitions, InstantSource clock) {

  /// A record with the headers that every record has.
  ///
  /// @param parent the trace context of the record that it is emitted for
  /// @throws IllegalArgumentException where the value is over 2 MiB
  ProducerRecord<String, byte[]> record(
      String id, Topic topic, RecordKey key, String type, byte[] value, String parent) {
    if (value.length > KafkaClients.MAX_VALUE_BYTES) {
      throw new IllegalArgumentException(
          "a record of %d bytes for %s; at most %d are possible"
              .formatted(value.length, topic.topicName(), KafkaClients.MAX_VALUE_BYTES));
    }
    String text = key.toString();
    return new ProducerRecord<>(
        topic.topicName(),
        RecordKey.partition(text, partitions),
        text,
        value,
        Header.of(key.bot(), id, type, clock.millis(), Traceparent.childOf(parent)));
  }

  /// The trace context of a record; a new one where it bears none.
  static String traceOf(Received received) {
    return Header.text(received.headers(), Header.TRACEPARENT).orElseGet(Traceparent::fresh);
  }
}
