// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.consumer;

import chappe.common.record.RecordKey;
import chappe.common.record.Topic;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/// What is sent for a record in the next round, without finishing it. A stretch of no offsets
/// carries it through the rounds. Thread-safe.
final class EarlyRecords {
  private final Outputs outputs;
  private final FinishedStack finished;

  EarlyRecords(Outputs outputs, FinishedStack finished) {
    this.outputs = outputs;
    this.finished = finished;
  }

  /// Sends the n-th early record of a record under way.
  void send(
      PartitionState partition,
      Received cause,
      int n,
      Topic topic,
      RecordKey key,
      String type,
      byte[] value) {
    String id = cause.id() + ":early:" + n;
    var carrier = new Finished(partition, cause.offset(), cause.offset());
    carrier.outcome =
        new Outcome(List.of(outputs.record(cause, id, topic, key, type, value)), List.of());
    finished.push(carrier);
  }

  /// The one early record that may be sent while the record still waits for its turn.
  OutOfTurn outOfTurn(PartitionState partition, Received cause) {
    var used = new AtomicBoolean();
    return (topic, key, type, value) -> {
      if (used.compareAndSet(false, true)) {
        send(partition, cause, 0, topic, key, type, value);
      }
    };
  }
}
