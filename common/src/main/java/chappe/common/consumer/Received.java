// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.consumer;

import chappe.common.record.DeadHeader;
import chappe.common.record.Header;
import chappe.common.record.RecordKey;
import chappe.common.record.RecordPlace;
import org.apache.kafka.common.header.Headers;

/// One record on its way through a handler. Immutable; its bytes and headers must not be changed.
///
/// @param topic where it stands
/// @param partition where it stands
/// @param offset where it stands
/// @param key its key, `{bot}:{chat}`
/// @param value its bytes, as produced
/// @param headers its headers, as produced
/// @param timestamp the record's time in epoch milliseconds
/// @param id its id header
/// @param attempt the number of this attempt, from 1
public record Received(
    String topic,
    int partition,
    long offset,
    String key,
    byte[] value,
    Headers headers,
    long timestamp,
    String id,
    int attempt) {

  /// The type header; empty where there is none.
  public String type() {
    return Header.text(headers, Header.TYPE).orElse("");
  }

  /// The topic that decides how it is handled: its own, or, for a dead letter that was sent again,
  /// the one where it stood first.
  public String sourceTopic() {
    return sourceTopic(topic, headers);
  }

  static String sourceTopic(String topic, Headers headers) {
    return Header.text(headers, DeadHeader.RETRY_ORIGIN)
        .flatMap(RecordPlace::parse)
        .map(RecordPlace::log)
        .orElse(topic);
  }

  /// The key, taken apart.
  ///
  /// @throws IllegalArgumentException where it is none of ours
  public RecordKey recordKey() {
    return RecordKey.parse(key);
  }
}
