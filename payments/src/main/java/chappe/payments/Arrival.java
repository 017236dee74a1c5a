// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.payments;

import chappe.common.consumer.BadRecordException;
import chappe.common.consumer.Emitter;
import chappe.common.consumer.Received;
import chappe.common.record.Header;
import chappe.common.record.RecordKey;
import chappe.payments.ledger.Outgoing;
import java.time.Instant;

/// One record on its way through a desk. Confined to the handler's call.
///
/// @param key of the record
/// @param id of the record
/// @param at when the line received it
record Arrival(RecordKey key, String id, Instant at, Emitter emitter) {
  /// @throws BadRecordException where the key is none of ours
  static Arrival of(Received received, Emitter emitter) throws BadRecordException {
    try {
      return new Arrival(received.recordKey(), received.id(), at(received), emitter);
    } catch (IllegalArgumentException e) {
      throw new BadRecordException("the key is not {bot}:{chat}", e);
    }
  }

  private static Instant at(Received received) {
    return Instant.ofEpochMilli(
        Header.text(received.headers(), Header.AT)
            .filter(it -> it.matches("\\d{1,18}"))
            .map(Long::parseLong)
            .orElse(received.timestamp()));
  }

  String bot() {
    return key.bot();
  }

  void emit(Outgoing outgoing) {
    emitter.emitAs(
        outgoing.id(), outgoing.topic(), outgoing.key(), outgoing.type(), outgoing.value());
  }
}
