// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import chappe.common.consumer.Received;
import chappe.common.record.Header;
import chappe.common.record.RecordKey;
import java.time.Instant;
import java.util.regex.Pattern;

/// Where an update comes from. Immutable.
///
/// @param key its record's key
/// @param id its record's id, the same at every attempt
/// @param receivedAt when the line received it
/// @param attempt the number of this attempt to handle it, from 1
record Origin(RecordKey key, String id, Instant receivedAt, int attempt) {
  private static final Pattern MILLIS = Pattern.compile("\\d{1,18}");

  static Origin of(Received received) {
    return new Origin(
        received.recordKey(), received.id(), receivedAt(received), received.attempt());
  }

  /// When the line received a record.
  static Instant receivedAt(Received received) {
    return Instant.ofEpochMilli(
        Header.text(received.headers(), Header.AT)
            .filter(it -> MILLIS.matcher(it).matches())
            .map(Long::parseLong)
            .orElse(received.timestamp()));
  }
}
