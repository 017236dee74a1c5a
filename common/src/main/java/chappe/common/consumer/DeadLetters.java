// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.consumer;

import chappe.common.record.Header;
import chappe.common.record.Topic;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Arrays;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/// Makes the dead letter of a record: the record as it was consumed, and in headers what went
/// wrong. Thread-safe.
final class DeadLetters {
  static final String ERROR = "error";
  static final String MESSAGE = "error-message";
  static final String STACK = "error-stack";
  static final String ATTEMPTS = "attempts";
  static final String ORIGIN = "origin";
  static final String DIED_AT = "died-at";

  private static final int MAX_STACK_BYTES = 32 * 1024;
  private static final int MAX_MESSAGE_BYTES = 2 * 1024;

  private final String topic;
  private final InstantSource clock;

  DeadLetters(String service, InstantSource clock) {
    this.topic = Topic.dead(service);
    this.clock = clock;
  }

  ProducerRecord<String, byte[]> letter(
      ConsumerRecord<String, byte[]> record, Throwable failure, int attempts) {
    Headers headers = new RecordHeaders(record.headers().toArray());
    Header.put(headers, ERROR, failure.getClass().getName());
    headers
        .remove(MESSAGE)
        .add(MESSAGE, cut(String.valueOf(failure.getMessage()), MAX_MESSAGE_BYTES));
    headers.remove(STACK).add(STACK, cut(stack(failure), MAX_STACK_BYTES));
    Header.put(headers, ATTEMPTS, Integer.toString(attempts));
    Header.put(headers, ORIGIN, record.topic() + "-" + record.partition() + "@" + record.offset());
    Header.put(headers, DIED_AT, Long.toString(clock.millis()));
    return new ProducerRecord<>(topic, record.partition(), record.key(), record.value(), headers);
  }

  private static String stack(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    return text.toString();
  }

  private static byte[] cut(String text, int most) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return bytes.length <= most ? bytes : Arrays.copyOf(bytes, most);
  }
}
