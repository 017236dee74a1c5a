// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.ingress.update;

import chappe.common.metrics.Metrics;
import io.prometheus.client.Counter;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;

/// The door's side of `chappe.updates`: what it has appended is on the disk of all in-sync
/// replicas. Thread-safe; does not own the producer.
public final class UpdateLog {
  private final Producer<String, byte[]> producer;
  private final UpdateRecord records;
  private final Counter updates;
  private final Counter unreadable;

  /// @param producer with `acks=all`, idempotent, and a short `max.block.ms`
  /// @param instance this instance's name
  /// @param clock the wall clock that says when an update was received
  public UpdateLog(
      Producer<String, byte[]> producer, String instance, InstantSource clock, Metrics metrics) {
    this.producer = producer;
    this.records = new UpdateRecord(instance, clock);
    this.updates =
        metrics.counter(
            "chappe_ingress_updates_total", "Updates that Kafka has acknowledged.", "bot", "kind");
    this.unreadable =
        metrics.counter(
            "chappe_ingress_unreadable_total",
            "Authenticated bodies that were no update and are dead letters now.",
            "bot");
  }

  /// Appends a body: an update to `chappe.updates`, anything else to `chappe.dead.ingress`. Never
  /// blocks, never throws. Appended twice it stands there twice, under the same id where it is an
  /// update; readers recognise that.
  ///
  /// @param bot the bot's name
  /// @param scan what {@link UpdateScanner} said of this body
  /// @param body the bytes as Telegram sent them; must not be changed afterwards
  /// @return done when Kafka has acknowledged, failed when it has not within the delivery time-out
  ///   (the record may still be there). Completed on the producer's only I/O thread: whoever
  ///   continues with more than a few instructions does so on another
  public CompletableFuture<Void> append(String bot, Scan scan, byte[] body) {
    var done = new CompletableFuture<Void>();
    try {
      // the callback tells all that the future would
      var _ =
          producer.send(
              records.of(bot, scan, body),
              (_, failure) -> {
                if (failure == null) {
                  count(bot, scan);
                  done.complete(null);
                } else {
                  done.completeExceptionally(failure);
                }
              });
    } catch (KafkaException | IllegalStateException e) {
      // a closed or broken producer throws here; every passing trouble arrives in the callback
      done.completeExceptionally(e);
    }
    return done;
  }

  private void count(String bot, Scan scan) {
    switch (scan) {
      case Scan.Update update -> updates.labels(bot, UpdateKinds.bounded(update.kind())).inc();
      case Scan.Unreadable _ -> unreadable.labels(bot).inc();
    }
  }
}
