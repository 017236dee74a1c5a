// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.simulator.update;

import chappe.common.json.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The updates of one bot and the two ways out, of which one at a time is open: getUpdates and the
/// webhook. Thread-safe; only [#poll] waits.
public final class BotUpdates {
  private static final long MAX_POLL_BYTES = 4L << 20;
  private static final String REPLACED =
      "terminated by other getUpdates request; make sure that only one bot instance is running";

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final InstantSource clock;
  private final RandomGenerator random;
  private final UpdateIds ids;
  private final UpdateQueue queue = new UpdateQueue();
  private AllowedUpdates allowed = AllowedUpdates.USUAL;
  private @Nullable Delivery delivery;
  private @Nullable Failure lastFailure;
  private Instant nextChange = Instant.MIN;
  private long sequence;
  private long poller;
  private boolean polled;
  private boolean closed;

  /// The last thing that went wrong with a webhook.
  ///
  /// @param at when
  /// @param reason in Telegram's words
  public record Failure(Instant at, String reason) {}

  /// What getWebhookInfo tells.
  ///
  /// @param webhook none while there is no webhook
  /// @param pending how many updates wait
  /// @param allowed what the bot wants
  /// @param failure none while nothing has failed since the webhook was set
  public record State(
      Optional<WebhookSettings> webhook,
      int pending,
      AllowedUpdates allowed,
      Optional<Failure> failure) {}

  /// One update to post.
  ///
  /// @param update what
  /// @param settings where
  /// @param delivery whose outcome it is: that of an older webhook counts no more
  record Attempt(Pending update, WebhookSettings settings, Delivery delivery) {}

  public BotUpdates(InstantSource clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
    this.ids = new UpdateIds(random);
  }

  /// Queues an update made by the simulator.
  ///
  /// @return its id; none where the bot does not want the kind or the queue is full
  public OptionalInt addBody(UpdateKind kind, JsonNode body) {
    return add(kind, Json.object().set(kind.field(), body));
  }

  /// Queues an update as it is given; an `update_id` of its own is kept.
  ///
  /// @return its id; none where the bot does not want the kind or the queue is full
  public OptionalInt add(UpdateKind kind, ObjectNode update) {
    lock.lock();
    try {
      if (!allowed.contains(kind)) {
        return OptionalInt.empty();
      }
      Instant now = clock.instant();
      int id =
          update.path("update_id").isInt() ? update.get("update_id").intValue() : ids.next(now);
      ObjectNode whole = Json.object().put("update_id", id);
      update
          .propertyStream()
          .filter(field -> !field.getKey().equals("update_id"))
          .forEach(field -> whole.set(field.getKey(), field.getValue()));
      Pending pending =
          new Pending(
              sequence++,
              id,
              kind.queue(update.path(kind.field()), sequence),
              now.plus(kind.life()),
              Json.bytes(whole));
      if (!queue.add(pending)) {
        return OptionalInt.empty();
      }
      if (delivery != null) {
        delivery.offer(pending);
      }
      changed.signalAll();
      return OptionalInt.of(id);
    } finally {
      lock.unlock();
    }
  }

  /// Waits for updates as getUpdates does. A later poller ends an earlier one.
  ///
  /// @throws InterruptedException where the wait is interrupted
  public Poll poll(Poll.Request request) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      if (delivery != null) {
        return new Poll.Conflict(
            "can't use getUpdates method while webhook is active; use deleteWebhook to delete the"
                + " webhook first");
      }
      long mine = ++poller;
      polled = true;
      changed.signalAll();
      if (request.offset() > 0) {
        queue.confirm(request.offset());
      } else if (request.offset() < 0) {
        queue.keepNewest(-request.offset());
      }
      long left = request.timeout().toNanos();
      while (true) {
        if (poller != mine) {
          return new Poll.Conflict(
              delivery == null ? REPLACED : "terminated by setWebhook request");
        }
        List<Pending> found = queue.oldest(request.limit(), MAX_POLL_BYTES, clock.instant());
        if (!found.isEmpty() || left <= 0 || closed) {
          return new Poll.Updates(found);
        }
        left = changed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  /// Changes what the bot wants from now on.
  public void allow(AllowedUpdates wanted) {
    lock.lock();
    try {
      allowed = wanted;
    } finally {
      lock.unlock();
    }
  }

  /// Whether a webhook may be changed now: once a second at most. Counts as a change where it may.
  public boolean changeable() {
    lock.lock();
    try {
      Instant now = clock.instant();
      if (now.isBefore(nextChange)) {
        return false;
      }
      nextChange = now.plusSeconds(1);
      return true;
    } finally {
      lock.unlock();
    }
  }

  /// Sets or removes the webhook; what waits stays unless it is to be dropped.
  public void webhook(Optional<WebhookSettings> settings, boolean dropPending) {
    lock.lock();
    try {
      if (dropPending) {
        queue.clear();
      }
      lastFailure = null;
      delivery =
          settings.map(to -> new Delivery(to, new RetrySchedule(random), queue)).orElse(null);
      if (settings.isPresent()) {
        poller++;
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  public State state() {
    lock.lock();
    try {
      return new State(
          Optional.ofNullable(delivery).map(Delivery::settings),
          queue.size(),
          allowed,
          Optional.ofNullable(lastFailure));
    } finally {
      lock.unlock();
    }
  }

  /// Whether anything fetches this bot's updates: a webhook is set, or it has been polled.
  public boolean fetched() {
    lock.lock();
    try {
      return polled || delivery != null;
    } finally {
      lock.unlock();
    }
  }

  /// Ends whoever waits in [#poll], with nothing.
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  Optional<Attempt> next() {
    lock.lock();
    try {
      Delivery current = delivery;
      return current == null
          ? Optional.empty()
          : current
              .next(clock.instant())
              .map(update -> new Attempt(update, current.settings(), current));
    } finally {
      lock.unlock();
    }
  }

  void succeeded(Attempt attempt) {
    lock.lock();
    try {
      if (attempt.delivery() == delivery) {
        attempt.delivery().succeeded(attempt.update(), clock.instant());
      } else {
        queue.forget(attempt.update());
      }
    } finally {
      lock.unlock();
    }
  }

  /// Tells a failure.
  ///
  /// @param status the answer's, 0 where there was none
  void failed(Attempt attempt, int status, String reason, Duration retryAfter) {
    lock.lock();
    try {
      if (attempt.delivery() != delivery) {
        return;
      }
      Instant now = clock.instant();
      lastFailure = new Failure(now, reason);
      attempt.delivery().failed(attempt.update(), retryAfter, now);
      if (attempt.delivery().gone(status, now)) {
        delivery = null;
      }
    } finally {
      lock.unlock();
    }
  }
}
