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

  private static final byte[] NO_TRACE = new byte[0];

  /// A record with the headers that every record has.
  ///
  /// @param cause the record that it is emitted for
  /// @throws IllegalArgumentException where the value is over 2 MiB
  ProducerRecord<String, byte[]> record(
      Received cause, String id, Topic topic, RecordKey key, String type, byte[] value) {
    if (value.length > KafkaClients.MAX_VALUE_BYTES) {
      throw new IllegalArgumentException(
          "a record of %d bytes for %s; at most %d are possible"
              .formatted(value.length, topic.topicName(), KafkaClients.MAX_VALUE_BYTES));
    }
    String text = key.toString();
    return new ProducerRecord<>(
        topic.topicName(),
        text.equals(cause.key()) ? cause.partition() : RecordKey.partition(text, partitions),
        text,
        value,
        Header.of(key.bot(), id, type, clock.millis(), childOf(cause)));
  }

  /// A new span of a record's trace; of a new trace where it bears none.
  static byte[] childOf(Received cause) {
    var header = cause.headers().lastHeader(Header.TRACEPARENT);
    return Traceparent.childOf(
        header == null || header.value() == null ? NO_TRACE : header.value());
  }
}
