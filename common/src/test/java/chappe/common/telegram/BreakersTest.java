// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chappe.common.metrics.Metrics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class BreakersTest {
  private static final ApiResult FAILED = new ApiResult.ServerError(500, "Internal Server Error");
  private static final ApiResult SENT = new ApiResult.Sent("true".getBytes(StandardCharsets.UTF_8));

  private final Metrics metrics = new Metrics("sender");

  @Test
  void fiveFailuresInARowOpenItForThatBotOnly() {
    var breakers = breakers(Breakers.OPEN);
    for (int i = 0; i < 4; i++) {
      assertThat(breakers.call("demo", () -> FAILED)).contains(FAILED);
    }
    assertThat(breakers.call("demo", () -> SENT)).contains(SENT);
    for (int i = 0; i < 5; i++) {
      assertThat(breakers.call("demo", () -> new ApiResult.Unknown("reset"))).isPresent();
    }

    assertThat(breakers.call("demo", BreakersTest::never)).isEmpty();
    assertThat(breakers.pause("demo")).isBetween(Duration.ofSeconds(50), Breakers.OPEN);
    assertThat(state("open")).isEqualTo(1);
    assertThat(state("closed")).isZero();
    assertThat(breakers.call("shop", () -> SENT)).contains(SENT);
  }

  @Test
  void whateverTelegramRefusesIsAnAnswer() {
    var breakers = breakers(Breakers.OPEN);
    for (int i = 0; i < 20; i++) {
      var _ = breakers.call("demo", () -> new ApiResult.RetryAfter(Duration.ofSeconds(1), ""));
      var _ = breakers.call("demo", () -> new ApiResult.Rejected(400, "Bad Request"));
      var _ = breakers.call("demo", () -> new ApiResult.Blocked("Forbidden"));
    }
    assertThat(state("closed")).isEqualTo(1);
  }

  @Test
  void twoAnswersCloseItAndAFailureOpensItAgain() {
    var breakers = breakers(Duration.ofMillis(50));
    open(breakers);
    untilTried(breakers, FAILED);
    assertThat(state("open")).isEqualTo(1);

    untilTried(breakers, SENT);
    assertThat(state("half_open")).isEqualTo(1);
    assertThat(breakers.call("demo", () -> SENT)).contains(SENT);
    assertThat(state("closed")).isEqualTo(1);
    assertThat(breakers.pause("demo")).isPositive();
  }

  private static void open(Breakers breakers) {
    for (int i = 0; i < 5; i++) {
      assertThat(breakers.call("demo", () -> FAILED)).isPresent();
    }
  }

  private static void untilTried(Breakers breakers, ApiResult result) {
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> breakers.call("demo", () -> result), Optional::isPresent);
  }

  private static ApiResult never() {
    throw new AssertionError("the breaker is open");
  }

  private Breakers breakers(Duration open) {
    return new Breakers(metrics.gauge("chappe_sender_breaker", "states", "bot", "state"), open);
  }

  private double state(String state) {
    return metrics
        .registry()
        .getSampleValue(
            "chappe_sender_breaker", new String[] {"bot", "state"}, new String[] {"demo", state});
  }
}
