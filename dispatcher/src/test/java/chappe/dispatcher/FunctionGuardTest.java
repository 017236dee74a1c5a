// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chappe.bot.Guard;
import chappe.bot.Retry;
import chappe.bot.TimedOut;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class FunctionGuardTest {
  private final AtomicLong nanos = new AtomicLong();
  private final BotCache cache = new BotCache(nanos::get);
  private final Guard guard = FunctionGuard.of("fetch", cache);
  private final AtomicInteger calls = new AtomicInteger();

  @Test
  void aFunctionIsCalledOnThisThread() throws Exception {
    assertThat(guard.get(Thread::currentThread)).isSameAs(Thread.currentThread());
  }

  @Test
  void aResultIsKeptForItsTimeUnderItsArguments() throws Exception {
    var kept = guard.cached(Duration.ofMinutes(5));

    assertThat(kept.key("a", 1).get(calls::incrementAndGet)).isEqualTo(1);
    assertThat(kept.key("a", 1).get(calls::incrementAndGet)).isEqualTo(1);
    assertThat(kept.key("a", 2).get(calls::incrementAndGet)).isEqualTo(2);
    nanos.addAndGet(Duration.ofMinutes(6).toNanos());
    assertThat(kept.key("a", 1).get(calls::incrementAndGet)).isEqualTo(3);
  }

  @Test
  void aFailureIsNotKept() throws Exception {
    var kept = guard.cached();

    assertThatThrownBy(
            () ->
                kept.get(
                    () -> {
                      throw new IOException("away");
                    }))
        .isInstanceOf(IOException.class);
    assertThat(kept.get(calls::incrementAndGet)).isEqualTo(1);
  }

  @Test
  void manyWhoAskForTheSameShareOneCall() throws Exception {
    var begun = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> answers = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        answers.add(
            threads.submit(
                () ->
                    guard
                        .cached()
                        .get(
                            () -> {
                              begun.countDown();
                              goOn.await();
                              return calls.incrementAndGet();
                            })));
      }
      begun.await();
      goOn.countDown();
      for (var answer : answers) {
        assertThat(answer.get()).isEqualTo(1);
      }
    }
  }

  @Test
  void eachAttemptHasItsOwnTimeAndTheErrorNamesTheFunction() {
    assertThatThrownBy(
            () ->
                guard
                    .retry(new Retry(2, Duration.ofMillis(1)).on(TimedOut.class))
                    .timeout(Duration.ofMillis(20))
                    .get(
                        () -> {
                          calls.incrementAndGet();
                          new CountDownLatch(1).await();
                          return "never";
                        }))
        .isInstanceOf(TimedOut.class)
        .hasMessage("fetch took longer than 20 ms");
    assertThat(calls).hasValue(2);
  }

  @Test
  void itsValuesAreChecked() {
    assertThatIllegalArgumentException().isThrownBy(() -> guard.timeout(Duration.ZERO));
    assertThatIllegalArgumentException().isThrownBy(() -> guard.retry(0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> guard.cached(Duration.ZERO).get(() -> "x"));
    assertThatIllegalArgumentException().isThrownBy(() -> new Retry(2, Duration.ZERO));
    assertThatIllegalArgumentException().isThrownBy(() -> new Retry().jitter(1.5));
    assertThat(new Retry()).isEqualTo(new Retry(3, Duration.ofSeconds(1)));
  }

  @Test
  void aValueCanBePutAskedForAndRemoved() {
    cache.put("a", "value", Duration.ofSeconds(1));

    assertThat(cache.get("a", String.class)).contains("value");
    cache.remove("a");
    assertThat(cache.get("a", String.class)).isEmpty();
    cache.put("b", "value", Duration.ofSeconds(1));
    nanos.addAndGet(Duration.ofSeconds(2).toNanos());
    assertThat(cache.get("b", String.class)).isEmpty();
  }
}
