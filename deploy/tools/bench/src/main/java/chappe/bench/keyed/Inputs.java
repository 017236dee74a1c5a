// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bench.keyed;

import static java.nio.charset.StandardCharsets.US_ASCII;

import chappe.common.record.Header;
import chappe.common.record.RecordKey;
import chappe.common.record.Traceparent;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongUnaryOperator;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/// Writes the records that contenders read: a value of 300 bytes that begins with the record's
/// number, and the headers that every record of the line has.
final class Inputs implements AutoCloseable {
  static final int VALUE_BYTES = 300;
  static final int KEYS = 5_000;
  private static final int DIGITS = 12;
  private static final String BOT = "bench";

  private final Producer<String, byte[]> producer;
  private final InstantSource clock;
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

  Inputs(Producer<String, byte[]> producer, InstantSource clock) {
    this.producer = producer;
    this.clock = clock;
  }

  /// Numbers dealt to keys without order, and evenly: the same at each call.
  static LongUnaryOperator keys(int count) {
    return number -> ((number * 0x9E3779B97F4A7C15L) >>> 20) % count;
  }

  /// Writes records numbered from 0, as fast as the broker takes them, and waits until it has all.
  void fill(String topic, int records, LongUnaryOperator keys) {
    for (int number = 0; number < records; number++) {
      send(topic, number, keys.applyAsLong(number));
    }
    flush();
  }

  /// Writes one record.
  void send(String topic, long number, long key) {
    String name = RecordKey.chat(BOT, key).toString();
    var record =
        new ProducerRecord<>(
            topic,
            RecordKey.partition(name, Ground.PARTITIONS),
            name,
            value(number),
            headers(number));
    var _ =
        producer.send(
            record,
            (_, refused) -> {
              if (refused != null) {
                failure.set(refused);
              }
            });
  }

  /// Waits until the broker has all.
  void flush() {
    producer.flush();
    Exception refused = failure.get();
    if (refused != null) {
      throw new IllegalStateException("the broker did not take a record", refused);
    }
  }

  /// The number that a value begins with.
  static int number(byte[] value) {
    int number = 0;
    for (int at = 0; at < DIGITS; at++) {
      number = number * 10 + value[at] - '0';
    }
    return number;
  }

  private static byte[] value(long number) {
    byte[] value = new byte[VALUE_BYTES];
    Arrays.fill(value, (byte) '.');
    long rest = number;
    for (int at = DIGITS - 1; at >= 0; at--) {
      value[at] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    return value;
  }

  private RecordHeaders headers(long number) {
    RecordHeaders headers = new RecordHeaders();
    headers.add(Header.BOT, BOT.getBytes(US_ASCII));
    headers.add(Header.ID, (BOT + ":" + number).getBytes(US_ASCII));
    headers.add(Header.TYPE, "message".getBytes(US_ASCII));
    headers.add(Header.AT, Long.toString(clock.millis()).getBytes(US_ASCII));
    headers.add(Header.TRACEPARENT, Traceparent.fresh());
    return headers;
  }

  @Override
  public void close() {
    producer.close();
  }
}
