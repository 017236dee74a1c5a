// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.simulator.update;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DeliveryTest {
  private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");
  private static final Duration NO_WISH = Duration.ZERO;

  private final UpdateQueue queue = new UpdateQueue();
  private final Delivery delivery = delivery(3);
  private Instant now = START;
  private int last;
  private Optional<Pending> peeked = Optional.empty();

  @Test
  void theNextOfAQueueGoesOutOnlyAfterTheOneBeforeSucceeded() {
    warmUp();
    Pending first = offer("message:1");
    Pending second = offer("message:1");

    assertThat(ready()).containsExactly(first);
    assertThat(ready()).isEmpty();
    delivery.succeeded(first, now);
    assertThat(ready()).containsExactly(second);
    delivery.succeeded(second, now);
    assertThat(queue.size()).isZero();
  }

  @Test
  void queuesDoNotWaitForEachOther() {
    warmUp();
    Pending stuck = offer("message:1");
    Pending follower = offer("message:1");
    Pending other = offer("message:2");

    assertThat(ready()).containsExactly(stuck, other);
    delivery.failed(stuck, NO_WISH, now);
    delivery.succeeded(other, now);
    assertThat(ready()).containsExactly(stuck);
    assertThat(queue.all()).contains(follower);
  }

  @Test
  void aRefusedUpdateComesBackOnScheduleUntilItsLifeEnds() {
    Pending update = offer("message:1");
    List<Long> waits = new ArrayList<>();
    while (queue.size() > 0) {
      assertThat(ready()).containsExactly(update);
      delivery.failed(update, NO_WISH, now);
      Instant failed = now;
      while (queue.size() > 0 && peek().isEmpty()) {
        now = now.plusSeconds(1);
      }
      waits.add(Duration.between(failed, now).toSeconds());
    }
    assertThat(waits).startsWith(0L, 2L, 4L, 8L, 16L, 32L).hasSizeBetween(800, 1_200);
    assertThat(waits.subList(6, waits.size() - 1)).allMatch(it -> it >= 60 && it <= 121);
  }

  @Test
  void aRetryAfterOfTheAnswerIsHonoured() {
    Pending update = offer("message:1");
    assertThat(ready()).containsExactly(update);
    delivery.failed(update, Duration.ofSeconds(90), now);
    now = now.plusSeconds(89);
    assertThat(ready()).isEmpty();
    now = now.plusSeconds(1);
    assertThat(ready()).containsExactly(update);
  }

  @Test
  void anUpdateWhoseLifeIsOverIsNotPosted() {
    Pending old = offer("callback:1", Duration.ofSeconds(150));
    Pending young = offer("callback:1", Duration.ofSeconds(500));
    now = now.plusSeconds(151);
    assertThat(ready()).containsExactly(young);
    assertThat(queue.all()).doesNotContain(old);
  }

  @Test
  void onlyAsManyAreOnTheirWayAsThereAreConnections() {
    warmUp();
    for (int chat = 1; chat <= 5; chat++) {
      offer("message:" + chat);
    }
    assertThat(ready()).hasSize(3);
  }

  @Test
  void oneConnectionIsUsedWhileNothingHasSucceededForTenSeconds() {
    for (int chat = 1; chat <= 5; chat++) {
      offer("message:" + chat);
    }
    List<Pending> alone = ready();
    assertThat(alone).hasSize(1);
    delivery.succeeded(alone.getFirst(), now);
    List<Pending> three = ready();
    assertThat(three).hasSize(3);
    now = now.plusSeconds(11);
    three.forEach(it -> delivery.failed(it, NO_WISH, now));
    assertThat(ready()).hasSize(1);
  }

  @Test
  void twiceAsManyStuckQueuesAsConnectionsStopEverything() {
    warmUp();
    for (int chat = 1; chat <= 6; chat++) {
      offer("message:" + chat);
    }
    Pending healthy = offer("message:healthy");
    for (int posted = 0; posted < 6; ) {
      for (Pending update : ready()) {
        delivery.failed(update, Duration.ofMinutes(10), now);
        posted++;
      }
    }
    now = now.plusSeconds(60);
    assertThat(ready()).doesNotContain(healthy).isEmpty();
  }

  @Test
  void aWebhookThatIsGoneForADayIsGivenUp() {
    assertThat(delivery.gone(410, now)).isFalse();
    assertThat(delivery.gone(410, now.plus(Duration.ofHours(22)))).isFalse();
    assertThat(delivery.gone(503, now.plus(Duration.ofHours(22)))).isFalse();
    assertThat(delivery.gone(410, now.plus(Duration.ofHours(23)))).isFalse();
    assertThat(delivery.gone(410, now.plus(Duration.ofHours(47)))).isTrue();
  }

  private Delivery delivery(int connections) {
    return new Delivery(
        new WebhookSettings(URI.create("http://127.0.0.1:1/"), "", connections),
        new RetrySchedule(new Random(7)),
        queue);
  }

  /// One success, so that all connections are used.
  private void warmUp() {
    Pending update = offer("warm");
    assertThat(ready()).containsExactly(update);
    delivery.succeeded(update, now);
  }

  private Pending offer(String lane) {
    return offer(lane, Duration.ofHours(24));
  }

  private Pending offer(String lane, Duration life) {
    last++;
    Pending update = new Pending(last, last, lane, now.plus(life), new byte[] {'{', '}'});
    assertThat(queue.add(update)).isTrue();
    delivery.offer(update);
    return update;
  }

  private Optional<Pending> peek() {
    if (peeked.isEmpty()) {
      peeked = delivery.next(now);
    }
    return peeked;
  }

  private List<Pending> ready() {
    List<Pending> ready = new ArrayList<>();
    peeked.ifPresent(ready::add);
    peeked = Optional.empty();
    for (Optional<Pending> next = delivery.next(now); next.isPresent(); next = delivery.next(now)) {
      ready.add(next.get());
    }
    return ready;
  }
}
