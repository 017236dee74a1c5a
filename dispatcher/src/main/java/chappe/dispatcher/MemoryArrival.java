// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import chappe.common.record.RecordKey;
import chappe.common.record.Topic;
import java.util.Optional;

/// A record that arrives at a bot in a test. Immutable.
///
/// @param read the update, where it was read before
record MemoryArrival(
    Topic topic, String key, String id, String type, byte[] value, Optional<IncomingUpdate> read) {

  /// An update as it comes from the ingress.
  static MemoryArrival update(String bot, IncomingUpdate update) {
    var number = update.json().path("update_id").asText();
    var owner =
        update
            .chat()
            .map(it -> Long.toString(it.id()))
            .or(() -> update.user().map(it -> Long.toString(it.id())))
            .orElse(number);
    return new MemoryArrival(
        Topic.UPDATES,
        new RecordKey(bot, owner).toString(),
        bot + ":" + number,
        update.kind(),
        update.bytes(),
        Optional.of(update));
  }

  /// An event.
  static MemoryArrival event(String key, String id, String type, byte[] value) {
    return new MemoryArrival(Topic.EVENTS, key, id, type, value, Optional.empty());
  }
}
