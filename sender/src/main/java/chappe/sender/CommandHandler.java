// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.sender;

import chappe.common.consumer.BadRecordException;
import chappe.common.consumer.Emitter;
import chappe.common.consumer.Received;
import chappe.common.consumer.RecordHandler;
import chappe.common.json.Json;
import chappe.common.record.CommandResult;
import chappe.common.record.Topic;

/// Takes the commands of all lanes: each ends in one result under the command's key, with the id
/// `{command's id}:result`, or as a dead letter. Thread-safe.
final class CommandHandler implements RecordHandler {
  private final Delivery delivery;
  private final Waiter.UntilStopped waiter;
  private final SenderMetrics metrics;

  /// @param waiter on which the delivery's commands wait
  CommandHandler(Delivery delivery, Waiter.UntilStopped waiter, SenderMetrics metrics) {
    this.delivery = delivery;
    this.waiter = waiter;
    this.metrics = metrics;
  }

  @Override
  public void handle(Received received, Emitter emitter)
      throws BadRecordException, InterruptedException {
    var lane = Lane.of(received.sourceTopic());
    try {
      var command = Command.read(received);
      var result = delivery.deliver(command);
      emitter.emitAs(
          command.id() + ":result",
          Topic.RESULTS,
          command.key(),
          CommandResult.TYPE,
          Json.bytes(result));
      metrics.ended(command.bot(), lane, result.outcome());
    } catch (UnsendableException e) {
      metrics.unsendable(lane, e.outcome());
      throw new BadRecordException(e.reason(), e);
    }
  }

  /// Calls under way may end; commands that wait for another attempt are left for the next start.
  @Override
  public void stopping() {
    waiter.stop();
  }
}
