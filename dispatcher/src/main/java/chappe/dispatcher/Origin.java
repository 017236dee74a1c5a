// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import chappe.common.consumer.Received;
import chappe.common.record.Header;
import chappe.common.record.RecordKey;
import java.time.Instant;

/// Where an update comes from. Immutable.
///
/// @param key its record's key
/// @param id its record's id, the same at every attempt
/// @param receivedAt when the line received it
record Origin(RecordKey key, String id, Instant receivedAt) {
  static Origin of(Received received) {
    long at =
        Header.text(received.headers(), Header.AT)
            .filter(it -> it.matches("\\d{1,18}"))
            .map(Long::parseLong)
            .orElse(received.timestamp());
    return new Origin(received.recordKey(), received.id(), Instant.ofEpochMilli(at));
  }
}
