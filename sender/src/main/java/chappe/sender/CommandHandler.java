// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.sender;

import chappe.common.consumer.Arrivals;
import chappe.common.consumer.BadRecordException;
import chappe.common.consumer.Emitter;
import chappe.common.consumer.Received;
import chappe.common.consumer.RecordHandler;
import chappe.sender.slot.Slots;
import java.util.Optional;

/// Takes the commands of all lanes: each ends in one result and what follows from it ([Aftermath]),
/// or as a dead letter. Thread-safe.
final class CommandHandler implements RecordHandler {
  private final Delivery delivery;
  private final Waiter.UntilStopped waiter;
  private final Files files;
  private final Slots slots;
  private final Campaigns campaigns;
  private final Backlog backlog;
  private final SenderMetrics metrics;

  /// @param waiter on which the delivery's commands wait
  CommandHandler(
      Delivery delivery,
      Waiter.UntilStopped waiter,
      Files files,
      Slots slots,
      Campaigns campaigns,
      Backlog backlog,
      SenderMetrics metrics) {
    this.files = files;
    this.delivery = delivery;
    this.waiter = waiter;
    this.slots = slots;
    this.campaigns = campaigns;
    this.backlog = backlog;
    this.metrics = metrics;
  }

  @Override
  public void handle(Received received, Emitter emitter)
      throws BadRecordException, InterruptedException {
    var lane = Lane.of(received.sourceTopic());
    try {
      var command = Command.read(received);
      var done = delivery.deliver(command);
      if (LimitedTelegram.isMarked(command)) {
        slots.done(command.bot(), command.id(), KeptResult.text(done));
      }
      campaigns.ended(command.id(), done.result().outcome());
      Aftermath.of(command, done)
          .forEach(it -> emitter.emitAs(it.id(), it.topic(), it.key(), it.type(), it.value()));
      files.done(command);
      metrics.ended(command.bot(), lane, done.result().outcome());
    } catch (UnsendableException e) {
      campaigns.died(received.id());
      metrics.unsendable(lane, e.outcome());
      throw new BadRecordException(e.reason(), e);
    } finally {
      if (lane == Lane.BULK) {
        backlog.ended(received.key());
      }
    }
  }

  @Override
  public Optional<Arrivals> arrivals() {
    return Optional.of(backlog);
  }

  /// Calls under way may end; commands that wait for another attempt are left for the next start.
  @Override
  public void stopping() {
    waiter.stop();
    slots.stop();
  }
}
