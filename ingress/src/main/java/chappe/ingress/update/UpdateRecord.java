// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.ingress.update;

import static java.nio.charset.StandardCharsets.UTF_8;

import chappe.common.record.DeadHeader;
import chappe.common.record.Header;
import chappe.common.record.RecordKey;
import chappe.common.record.Topic;
import chappe.common.record.Traceparent;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.ProducerRecord;

/// Makes the records of the door: key, headers and the body's very bytes. Thread-safe; its count of
/// records (`seq`) starts at 1 with the process.
final class UpdateRecord {
  private static final String UNREADABLE = "unreadable";

  private static final String DEAD = Topic.dead("ingress");

  private final String instance;
  private final byte[] instanceText;
  private final InstantSource clock;
  private final AtomicLong count = new AtomicLong();

  /// @param instance this instance's name
  /// @param clock the wall clock that says when an update was received
  UpdateRecord(String instance, InstantSource clock) {
    this.instance = instance;
    this.instanceText = instance.getBytes(UTF_8);
    this.clock = clock;
  }

  ProducerRecord<String, byte[]> of(String bot, Scan scan, byte[] body) {
    return switch (scan) {
      case Scan.Update update -> update(bot, update, body);
      case Scan.Unreadable unreadable -> dead(bot, unreadable, body);
    };
  }

  private ProducerRecord<String, byte[]> update(String bot, Scan.Update update, byte[] body) {
    return record(
        Topic.UPDATES.topicName(),
        new RecordKey(bot, update.owner()),
        bot + ":" + update.id(),
        update.kind(),
        body,
        count.incrementAndGet());
  }

  /// Such a body has no id of its own, and Telegram may send the same one for a day: each arrival
  /// is a dead letter of its own.
  private ProducerRecord<String, byte[]> dead(String bot, Scan.Unreadable why, byte[] body) {
    long seq = count.incrementAndGet();
    var id = bot + ":" + UNREADABLE + ":" + instance + ":" + clock.millis() + ":" + seq;
    var record = record(DEAD, new RecordKey(bot, UNREADABLE), id, UNREADABLE, body, seq);
    var headers = record.headers();
    Header.put(headers, DeadHeader.ERROR, UNREADABLE);
    Header.put(headers, DeadHeader.MESSAGE, why.reason());
    Header.put(headers, DeadHeader.ATTEMPTS, "1");
    Header.put(headers, DeadHeader.DIED_AT, Long.toString(clock.millis()));
    return record;
  }

  private ProducerRecord<String, byte[]> record(
      String topic, RecordKey key, String id, String type, byte[] body, long seq) {
    long at = clock.millis();
    // the line's trace begins here: a stranger's context would be theirs to choose
    var headers = Header.of(key.bot(), id, type, at, Traceparent.fresh());
    headers.add(Header.INSTANCE, instanceText);
    headers.add(Header.SEQ, Long.toString(seq).getBytes(UTF_8));
    return new ProducerRecord<>(topic, null, at, key.toString(), body, headers);
  }
}
