// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.sender.slot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chappe.common.metrics.Metrics;
import chappe.common.redis.Redis;
import chappe.common.settings.Secret;
import chappe.embedded.EmbeddedRedis;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SlotsIT {
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<AutoCloseable> opened = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : opened.reversed()) {
      each.close();
    }
    threads.shutdownNow();
  }

  private static SlotOptions options(RateMode mode, int rate, Duration horizon) {
    return new SlotOptions(GlobalLimit.of(mode, rate, 0, horizon), "test", SlotOptions.LEASE);
  }

  private Slots alone(SlotOptions options) {
    var slots = Slots.alone(options, new SlotMetrics(new Metrics("sender")), System::nanoTime);
    opened.add(slots);
    return slots;
  }

  private Future<Turn> ask(Slots slots, String id, Rank rank, String chat) {
    return threads.submit(() -> slots.await(RoomTest.request(id, rank, chat), 0, Optional.empty()));
  }

  private static Slot slot(Future<Turn> turn) throws Exception {
    assertThat(turn.get(30, TimeUnit.SECONDS)).isInstanceOf(Turn.Go.class);
    return ((Turn.Go) turn.get()).slot();
  }

  @Test
  void aReplyTakesOverTheNearestSlotOfBulkAndBulkAsksAgain() throws Exception {
    var slots = alone(options(RateMode.STRICT, 1, Duration.ofSeconds(5)));
    List<Future<Turn>> asked = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      asked.add(ask(slots, "bulk" + i, Rank.BULK, "1" + i));
    }
    List<Slot> bulk = new ArrayList<>();
    for (Future<Turn> each : asked) {
      bulk.add(slot(each));
    }
    bulk.sort(Comparator.comparingLong(Slot::at));
    var next = bulk.get(1);

    var reply = slot(ask(slots, "reply", Rank.REPLY, "99"));

    assertThat(reply.at()).isBetween(next.at() - 50_000, next.at() + 50_000);
    assertThat(next.await()).isFalse();
    assertThat(next.leave()).isFalse();
    assertThat(bulk.get(2).leave()).as("not yet due, and not taken over").isTrue();
  }

  @Test
  void aStopEndsEveryWait() throws Exception {
    var slots = alone(options(RateMode.STRICT, 1, Duration.ofSeconds(2)));
    var held = slot(ask(slots, "1", Rank.BULK, "1"));
    var later = slot(ask(slots, "2", Rank.BULK, "2"));
    var waiting = ask(slots, "3", Rank.BULK, "2");

    slots.stop();

    assertThatThrownBy(waiting::get)
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(InterruptedException.class);
    assertThatThrownBy(later::await).isInstanceOf(InterruptedException.class);
    assertThat(held.leave()).isFalse();
  }

  @Test
  void aPauseHoldsWhatHasItsSlotAlready() throws Exception {
    var slots = alone(options(RateMode.ADAPTIVE, 30, Duration.ofMillis(500)));
    var held = slot(ask(slots, "1", Rank.REPLY, "5"));
    var other = slot(ask(slots, "2", Rank.REPLY, "6"));
    slots.refused("demo", "5", Duration.ofSeconds(30));
    assertThat(held.leave()).isFalse();
    assertThat(other.leave()).isTrue();
    assertThat(slots.paused("demo", "5")).isTrue();
    assertThat(slots.paused("demo", "6")).isFalse();
  }

  @Test
  void whileRedisIsAwayOnlyWhatIsUrgentGoesAndAllElseGoesEvenlyAfterwards(@TempDir Path folder)
      throws Exception {
    int port;
    try (var first = EmbeddedRedis.start(folder, 0)) {
      port = first.port();
    }
    var redis = Redis.open(Secret.of("redis://127.0.0.1:" + port), "test");
    var slots =
        Slots.shared(
            redis,
            options(RateMode.STRICT, 10, Duration.ofMillis(500)),
            new SlotMetrics(new Metrics("sender")),
            System::nanoTime);
    opened.add(slots);
    List<Future<Turn>> replies = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      replies.add(ask(slots, "reply" + i, Rank.REPLY, "" + i));
    }
    assertThat(slot(ask(slots, "urgent", Rank.URGENT, "77")).leave()).isTrue();
    assertThatThrownBy(() -> replies.getFirst().get(1, TimeUnit.SECONDS))
        .isInstanceOf(TimeoutException.class);

    opened.add(EmbeddedRedis.start(folder, port));

    List<Long> times = new ArrayList<>();
    for (Future<Turn> reply : replies) {
      times.add(slot(reply).at());
    }
    times.sort(null);
    for (int i = 1; i < times.size(); i++) {
      assertThat(times.get(i) - times.get(i - 1)).isGreaterThan(60_000);
    }
  }
}
