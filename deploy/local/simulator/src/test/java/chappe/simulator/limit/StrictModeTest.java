// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.simulator.limit;

import static org.assertj.core.api.Assertions.assertThat;

import chappe.simulator.limit.StrictMode.Sending;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StrictModeTest {
  private static final long MILLI = 1_000_000L;
  private static final long SECOND = 1_000 * MILLI;

  private final StrictMode strict = new StrictMode();
  // a monotonic clock may be negative, and may pass its largest value
  private long now = Long.MAX_VALUE - SECOND;

  @BeforeEach
  void on() {
    strict.set(Optional.of(Limits.TELEGRAM));
  }

  @Test
  void thirtyBulkMessagesGoInAnyStretchAndTheNextWaits() {
    for (int chat = 1; chat <= 30; chat++) {
      assertThat(bulk(chat)).isZero();
    }
    assertThat(bulk(31)).isEqualTo(1);
    now += 949 * MILLI;
    assertThat(bulk(31)).isEqualTo(1);
    now += MILLI;
    assertThat(bulk(31)).isZero();
    assertThat(strict.refusals()).isEqualTo(new StrictMode.Refusals(2, 0, 0));
  }

  @Test
  void messagesEveryThirtiethOfASecondAreNeverRefused() {
    for (int chat = 1; chat <= 600; chat++) {
      assertThat(bulk(chat)).isZero();
      now += SECOND / 30;
    }
  }

  @Test
  void answersAndPaidBroadcastsPassTheLimitOfBulk() {
    for (int chat = 1; chat <= 30; chat++) {
      bulk(chat);
    }
    assertThat(strict.take(new Sending(42, 31, 1, true, false), now)).isZero();
    assertThat(strict.take(new Sending(42, 32, 1, false, true), now)).isZero();
    assertThat(strict.take(new Sending(43, 33, 1, false, false), now)).isZero();
  }

  @Test
  void aPrivateChatTakesThreeAtOnceAndThenOneASecond() {
    List<Integer> waits = new ArrayList<>();
    for (int message = 0; message < 5; message++) {
      waits.add(answer(7));
    }
    assertThat(waits).containsExactly(0, 0, 0, 1, 1);
    now += 950 * MILLI;
    assertThat(answer(7)).isZero();
    now += 900 * MILLI;
    assertThat(answer(7)).isEqualTo(1);
  }

  @Test
  void oneMessageASecondToAChatIsNeverRefusedThoughEachComesALittleLate() {
    for (int second = 0; second < 100; second++) {
      long late = (second * 37L % 50) * MILLI;
      assertThat(strict.take(new Sending(42, 7, 1, true, false), now + late)).isZero();
      now += SECOND;
    }
  }

  @Test
  void aGroupTakesTwentyAMinute() {
    for (int message = 0; message < 20; message++) {
      assertThat(answer(-7)).isZero();
      now += SECOND;
    }
    assertThat(answer(-7)).isEqualTo(37);
    assertThat(answer(-8)).isZero();
    now += 37 * SECOND;
    assertThat(answer(-7)).isZero();
    assertThat(strict.refusals().group()).isEqualTo(1);
  }

  @Test
  void anAlbumCostsItsMessages() {
    assertThat(strict.take(new Sending(42, -7, 10, true, false), now)).isZero();
    assertThat(strict.take(new Sending(42, -7, 10, true, false), now)).isZero();
    assertThat(strict.take(new Sending(42, -7, 1, true, false), now)).isEqualTo(57);
  }

  @Test
  void switchedOffItRefusesNothing() {
    strict.set(Optional.empty());
    for (int message = 0; message < 100; message++) {
      assertThat(bulk(7)).isZero();
    }
  }

  private int bulk(long chat) {
    return strict.take(new Sending(42, chat, 1, false, false), now);
  }

  private int answer(long chat) {
    return strict.take(new Sending(42, chat, 1, true, false), now);
  }
}
