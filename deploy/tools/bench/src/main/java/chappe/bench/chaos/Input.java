// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bench.chaos;

import chappe.common.record.RecordKey;
import chappe.common.record.Topic;

/// One input: the n-th of its chat on its topic. Immutable.
record Input(long chat, Lane lane, long number) {
  private static final String BOT = "demo";

  /// The topics that the worker's group reads.
  enum Lane {
    UPDATE(Topic.UPDATES),
    EVENT(Topic.EVENTS);

    final Topic topic;

    Lane(Topic topic) {
      this.topic = topic;
    }
  }

  RecordKey key() {
    return RecordKey.chat(BOT, chat);
  }

  /// Its name within its chat, such as `u17`.
  String name() {
    return (lane == Lane.UPDATE ? "u" : "e") + number;
  }

  /// The id header.
  String id() {
    return BOT + ":" + chat + "." + name();
  }

  /// The opposite of [#id].
  static Input parse(String id) {
    int dot = id.indexOf('.');
    return new Input(
        Long.parseLong(id.substring(BOT.length() + 1, dot)),
        id.charAt(dot + 1) == 'u' ? Lane.UPDATE : Lane.EVENT,
        Long.parseLong(id.substring(dot + 2)));
  }
}
