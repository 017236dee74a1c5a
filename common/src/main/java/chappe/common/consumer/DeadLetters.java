// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.consumer;

import chappe.common.record.DeadHeader;
import chappe.common.record.Header;
import chappe.common.record.RecordPlace;
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
/// wrong. One that was sent again and died again keeps its first place, so that letters of a key
/// can always be put into their old order. Thread-safe.
final class DeadLetters {
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
    var retried = Header.text(headers, DeadHeader.RETRY_ORIGIN);
    var first = Header.text(headers, DeadHeader.RETRY_FIRST);
    DeadHeader.stripRetry(headers);
    Header.put(headers, DeadHeader.ERROR, failure.getClass().getName());
    headers
        .remove(DeadHeader.MESSAGE)
        .add(DeadHeader.MESSAGE, cut(String.valueOf(failure.getMessage()), MAX_MESSAGE_BYTES));
    headers.remove(DeadHeader.STACK).add(DeadHeader.STACK, cut(stack(failure), MAX_STACK_BYTES));
    Header.put(headers, DeadHeader.ATTEMPTS, Integer.toString(attempts));
    Header.put(
        headers, DeadHeader.ORIGIN, retried.orElseGet(() -> RecordPlace.of(record).toString()));
    first.ifPresent(it -> Header.put(headers, DeadHeader.FIRST, it));
    Header.put(headers, DeadHeader.DIED_AT, Long.toString(clock.millis()));
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
