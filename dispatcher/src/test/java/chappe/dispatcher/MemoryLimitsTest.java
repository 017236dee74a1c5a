// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import static org.assertj.core.api.Assertions.assertThat;

import chappe.bot.Limit.Taken;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class MemoryLimitsTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final AtomicLong nanos = new AtomicLong();
  private final MemoryLimits limits = new MemoryLimits(nanos::get);

  @Test
  void aWindowIsExact() {
    var limit = limits.of("demo", "a");

    assertThat(limit.allow(2, MINUTE)).isTrue();
    passes(30);
    assertThat(limit.allow(2, MINUTE)).isTrue();
    assertThat(limit.allow(2, MINUTE)).isFalse();
    passes(30);
    assertThat(limit.allow(2, MINUTE)).isTrue();
    assertThat(limit.allow(2, MINUTE)).isFalse();
    assertThat(limits.of("shop", "a").allow(2, MINUTE)).isTrue();
  }

  @Test
  void aBucketFillsUpEvenlyAndTellsOncePerWindow() {
    var limit = limits.of("demo", "a");

    assertThat(limit.take(2, 2, MINUTE)).isEqualTo(Taken.ALLOWED);
    assertThat(limit.take(1, 2, MINUTE)).isEqualTo(Taken.REFUSED);
    passes(29);
    assertThat(limit.take(1, 2, MINUTE)).isEqualTo(Taken.REFUSED_AGAIN);
    passes(1);
    assertThat(limit.take(1, 2, MINUTE)).isEqualTo(Taken.ALLOWED);
    assertThat(limit.take(2, 2, MINUTE)).isEqualTo(Taken.REFUSED_AGAIN);
    passes(30);
    assertThat(limit.take(2, 2, MINUTE)).isEqualTo(Taken.REFUSED);
  }

  private void passes(int seconds) {
    nanos.addAndGet(Duration.ofSeconds(seconds).toNanos());
  }
}
