// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.simulator.update;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;

/// Decides which update of a bot is posted next: those of one queue one by one, the next only after
/// a 2xx, at most twice `max_connections` queues loaded at once, so that as many stuck ones stop
/// everything, and one connection alone while nothing has succeeded for ten seconds. Pure: it is
/// told the time and the outcomes. Not thread-safe.
final class Delivery {
  private static final Duration SLOW_AFTER = Duration.ofSeconds(10);
  private static final Duration GONE_FOR = Duration.ofHours(23);

  private final WebhookSettings settings;
  private final RetrySchedule schedule;
  private final UpdateQueue updates;
  private final Deque<Pending> notLoaded = new ArrayDeque<>();
  private final Map<String, Lane> lanes = new HashMap<>();
  private final PriorityQueue<Lane> waiting =
      new PriorityQueue<>(
          Comparator.comparing((Lane lane) -> lane.wake).thenComparingLong(Lane::sequence));
  private int onTheWay;
  private Instant lastSuccess = Instant.MIN;
  private Instant goneSince = Instant.MAX;

  Delivery(WebhookSettings settings, RetrySchedule schedule, UpdateQueue updates) {
    this.settings = settings;
    this.schedule = schedule;
    this.updates = updates;
    notLoaded.addAll(updates.all());
  }

  WebhookSettings settings() {
    return settings;
  }

  void offer(Pending update) {
    notLoaded.add(update);
  }

  /// The next update to post now; it occupies a connection until one of the outcomes is told.
  Optional<Pending> next(Instant now) {
    load(now);
    while (onTheWay < connections(now) && !waiting.isEmpty()) {
      if (waiting.peek().wake.isAfter(now)) {
        return Optional.empty();
      }
      Lane lane = waiting.remove();
      Pending update = lane.updates.getFirst();
      if (update.expires().isBefore(now)) {
        finish(lane, now);
        load(now);
        continue;
      }
      onTheWay++;
      return Optional.of(update);
    }
    return Optional.empty();
  }

  /// It was answered with a 2xx.
  void succeeded(Pending update, Instant now) {
    onTheWay--;
    lastSuccess = now;
    goneSince = Instant.MAX;
    finish(lane(update), now);
  }

  /// It was answered otherwise, or not at all: it goes out again while it lives.
  void failed(Pending update, Duration retryAfter, Instant now) {
    onTheWay--;
    Lane lane = lane(update);
    lane.failures++;
    Instant again = now.plus(schedule.wait(lane.failures, retryAfter));
    if (again.isAfter(update.expires())) {
      finish(lane, now);
      return;
    }
    lane.wake = again;
    waiting.add(lane);
  }

  /// Whether the address has said "gone" for so long that the webhook is to be removed.
  ///
  /// @param status what it said this time
  boolean gone(int status, Instant now) {
    if (status != 410) {
      goneSince = Instant.MAX;
      return false;
    }
    if (goneSince.equals(Instant.MAX)) {
      goneSince = now;
    }
    return now.isAfter(goneSince.plus(GONE_FOR));
  }

  private void load(Instant now) {
    while (lanes.size() < 2 * settings.maxConnections() && !notLoaded.isEmpty()) {
      Pending update = notLoaded.remove();
      Lane lane = lanes.get(update.queue());
      if (lane == null) {
        lane = new Lane(update, now);
        lanes.put(update.queue(), lane);
        waiting.add(lane);
      } else {
        lane.updates.add(update);
      }
    }
  }

  private int connections(Instant now) {
    boolean slow = lastSuccess.equals(Instant.MIN) || now.isAfter(lastSuccess.plus(SLOW_AFTER));
    return slow ? 1 : settings.maxConnections();
  }

  private Lane lane(Pending update) {
    Lane lane = lanes.get(update.queue());
    if (lane == null || lane.sequence() != update.sequence()) {
      throw new IllegalStateException("an outcome of an update that is not on its way");
    }
    return lane;
  }

  private void finish(Lane lane, Instant now) {
    Pending update = lane.updates.remove();
    updates.forget(update);
    if (lane.updates.isEmpty()) {
      lanes.remove(update.queue());
      return;
    }
    lane.failures = 0;
    lane.wake = now;
    waiting.add(lane);
  }

  /// One loaded queue; its head may be on its way.
  private static final class Lane {
    private final Deque<Pending> updates = new ArrayDeque<>();
    private Instant wake;
    private int failures;

    private Lane(Pending first, Instant now) {
      updates.add(first);
      wake = now;
    }

    private long sequence() {
      return updates.getFirst().sequence();
    }
  }
}
