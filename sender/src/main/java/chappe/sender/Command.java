// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.sender;

import chappe.common.consumer.Received;
import chappe.common.json.Json;
import chappe.common.json.UnreadableJson;
import chappe.common.record.Header;
import chappe.common.record.OutboundCommand;
import chappe.common.record.OutboundCommand.Repeat;
import chappe.common.record.RecordKey;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// A command as it came over its lane. Immutable.
///
/// @param id unique and the same at every redelivery
/// @param key whose first part names the bot
/// @param commandedAt when it was emitted
record Command(String id, RecordKey key, Lane lane, OutboundCommand call, Instant commandedAt) {

  /// Who is told of a command's end, with the event's key taken apart.
  record Told(String name, RecordKey key, JsonNode data) {}

  /// @throws UnsendableException where the record is no command
  static Command read(Received received) {
    try {
      var read =
          new Command(
              received.id(),
              received.recordKey(),
              Lane.of(received.sourceTopic()),
              call(received.value()),
              commandedAt(received));
      // A bad key is to be found before the call is made.
      var _ = read.told();
      return read;
    } catch (UnreadableJson | IllegalArgumentException e) {
      throw new UnsendableException("unreadable", "not a command: " + e.getMessage());
    }
  }

  private static OutboundCommand call(byte[] value) {
    // the four letters `null` are JSON too
    return Optional.ofNullable(Json.read(value, OutboundCommand.class))
        .orElseThrow(() -> new IllegalArgumentException("null"));
  }

  private static Instant commandedAt(Received received) {
    return Header.text(received.headers(), Header.AT)
        .filter(it -> it.matches("[0-9]{1,15}"))
        .map(it -> Instant.ofEpochMilli(Long.parseLong(it)))
        .orElse(Instant.ofEpochMilli(received.timestamp()));
  }

  String bot() {
    return key.bot();
  }

  /// @throws IllegalArgumentException where the event's key is none
  Optional<Told> told() {
    return call.told().map(it -> new Told(it.name(), RecordKey.parse(it.key()), it.data()));
  }

  boolean mayRepeat() {
    return call.repeat() != Repeat.AT_MOST_ONCE;
  }

  boolean expired(Instant now) {
    return left(now).filter(Duration::isZero).isPresent();
  }

  /// The time until the deadline, at least zero; empty where there is none.
  Optional<Duration> left(Instant now) {
    return Optional.ofNullable(call.expiresAt())
        .map(it -> now.isBefore(it) ? Duration.between(now, it) : Duration.ZERO);
  }
}
