// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.dead;

import chappe.common.record.DeadHeader;
import chappe.common.record.Header;
import chappe.common.record.RecordPlace;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;

/// What a record died of. Immutable.
///
/// @param error the class of an exception, or a word of the service's own
/// @param attempts how often it was tried; 0 where that is not known
/// @param origin the place where it stood first; empty for what never stood in a topic
/// @param first the offset of its first dead letter, on the same partition
/// @param parked whether the later records of its key wait until it is settled
public record Death(
    String error, int attempts, Instant at, String origin, long first, boolean parked) {
  static Death of(ConsumerRecord<String, byte[]> letter) {
    var headers = letter.headers();
    return new Death(
        Header.text(headers, DeadHeader.ERROR).orElse("unknown"),
        Header.text(headers, DeadHeader.ATTEMPTS)
            .filter(it -> it.matches("\\d{1,9}"))
            .map(Integer::parseInt)
            .orElse(0),
        millis(headers, DeadHeader.DIED_AT).orElse(Instant.ofEpochMilli(letter.timestamp())),
        Header.text(headers, DeadHeader.ORIGIN).orElse(""),
        Header.text(headers, DeadHeader.FIRST)
            .flatMap(RecordPlace::parse)
            .map(RecordPlace::offset)
            .orElse(letter.offset()),
        Header.text(headers, DeadHeader.PARKED).isPresent());
  }

  static Optional<Instant> millis(Headers headers, String name) {
    return Header.text(headers, name)
        .filter(it -> it.matches("\\d{1,15}"))
        .map(it -> Instant.ofEpochMilli(Long.parseLong(it)));
  }
}
