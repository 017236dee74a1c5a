// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.scheduler.firing;

import chappe.common.json.Json;
import chappe.common.record.Event;
import chappe.common.record.OutboundCommand;
import chappe.common.record.RecordKey;
import chappe.common.record.Topic;
import chappe.scheduler.store.Job;
import java.time.Instant;

/// What a firing emits. Immutable.
///
/// @param id the same however often it is emitted
public record Output(String id, Topic topic, RecordKey key, String type, byte[] value) {
  /// Of a firing in its turn.
  ///
  /// @param at the moment that it fires for
  public static Output of(Job job, Instant at) {
    return of(job, job.firingId(at), at);
  }

  /// Of a firing out of turn.
  ///
  /// @param id of its own
  public static Output of(Job job, String id, Instant at) {
    var firing = job.firing();
    var key = RecordKey.parse(job.key().recordKey());
    if (firing.command() != null) {
      Topic lane = "bulk".equals(firing.lane()) ? Topic.OUTBOUND_BULK : Topic.OUTBOUND_REPLY;
      return new Output(id, lane, key, OutboundCommand.TYPE, Json.bytes(firing.command()));
    }
    String name = firing.event() == null ? "" : firing.event();
    var event = new Event.JobDue(1, name, job.key().job(), at, firing.given());
    return new Output(id, Topic.EVENTS, key, event.type(), Json.bytes(event));
  }
}
