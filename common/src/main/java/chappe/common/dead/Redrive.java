// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.dead;

import chappe.common.record.DeadHeader;
import chappe.common.record.Header;
import chappe.common.record.RecordPlace;
import chappe.common.record.RetryId;
import chappe.common.record.Topic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;

/// Makes the records that settle a letter. Pure.
final class Redrive {
  /// The type of the note that settles a letter.
  static final String NOTE = "resolution";

  private Redrive() {}

  /// The record as its service consumed it, for the same partition number, under its next id. It
  /// keeps in mind where it comes from: should it die again, it is still in its old place.
  static ProducerRecord<String, byte[]> again(
      DeadLetter letter, ConsumerRecord<String, byte[]> record) {
    var headers = new RecordHeaders(record.headers().toArray());
    DeadHeader.strip(headers);
    Header.put(headers, Header.ID, RetryId.after(letter.id()));
    Header.put(headers, DeadHeader.RETRY_ORIGIN, letter.death().origin());
    Header.put(headers, DeadHeader.RETRY_FIRST, first(letter).toString());
    return new ProducerRecord<>(
        Topic.retry(letter.service()), record.partition(), record.key(), record.value(), headers);
  }

  /// Lets the records go that wait for a letter.
  static ProducerRecord<String, byte[]> release(
      DeadLetter letter, ConsumerRecord<String, byte[]> record, Resolution resolution) {
    var headers = new RecordHeaders();
    Header.put(headers, Header.BOT, letter.bot());
    Header.put(headers, Header.ID, letter.id() + ":release");
    Header.put(headers, Header.TYPE, DeadHeader.RELEASE);
    Header.put(headers, Header.AT, Long.toString(resolution.at().toEpochMilli()));
    Header.put(headers, DeadHeader.RELEASES, RetryId.first(letter.id()));
    return new ProducerRecord<>(
        Topic.retry(letter.service()), record.partition(), record.key(), null, headers);
  }

  /// The note beside the letter.
  static ProducerRecord<String, byte[]> note(
      DeadLetter letter, ConsumerRecord<String, byte[]> record, Resolution resolution) {
    var headers = new RecordHeaders();
    Header.put(headers, Header.BOT, letter.bot());
    Header.put(headers, Header.ID, letter.place() + ":" + resolution.kind());
    Header.put(headers, Header.TYPE, NOTE);
    Header.put(headers, Header.AT, Long.toString(resolution.at().toEpochMilli()));
    Header.text(record.headers(), Header.TRACEPARENT)
        .ifPresent(it -> Header.put(headers, Header.TRACEPARENT, it));
    Header.put(headers, DeadHeader.RESOLVES, letter.place().toString());
    Header.put(headers, DeadHeader.RESOLUTION, resolution.kind().toString());
    Header.put(headers, DeadHeader.BY, resolution.by());
    return new ProducerRecord<>(
        Topic.dead(letter.service()), record.partition(), record.key(), null, headers);
  }

  private static RecordPlace first(DeadLetter letter) {
    return new RecordPlace(letter.service(), letter.place().partition(), letter.death().first());
  }
}
