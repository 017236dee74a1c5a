// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.ingress.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TrafficTest {
  private final AtomicLong nanos = new AtomicLong(-7);
  private final Traffic traffic =
      new Traffic(
          List.of("demo", "shop"),
          () -> Instant.parse("2026-11-22T10:00:00Z").plusNanos(nanos.get() + 7),
          nanos::get);

  @Test
  void withoutRequestsABotIsHealthyAndHasNoLastRequest() {
    assertThat(traffic.json().path("demo").toString())
        .isEqualTo(
            "{\"status\":\"healthy\",\"requests_per_minute\":0,\"error_rate\":0.0,\"last_request\":null}");
  }

  @Test
  void fivePercentOfErrorsAreTooMany() {
    add(96, false);
    add(4, true);
    assertThat(status()).isEqualTo("healthy");
    add(1, true);
    assertThat(traffic.json().path("demo").path("error_rate").asDouble()).isLessThan(0.05);
    add(1, true);
    assertThat(status()).isEqualTo("degraded");
    assertThat(traffic.json().path("shop").path("status").asText()).isEqualTo("healthy");
  }

  @Test
  void requestsCountForAMinuteAndErrorsForFive() {
    add(10, true);
    pass(Duration.ofSeconds(59));
    add(5, false);
    assertThat(perMinute()).isEqualTo(15);
    pass(Duration.ofSeconds(1));
    assertThat(perMinute()).isEqualTo(5);
    assertThat(status()).isEqualTo("degraded");
    pass(Duration.ofMinutes(4));
    assertThat(traffic.json().path("demo").path("error_rate").asDouble()).isZero();
    assertThat(traffic.json().path("demo").path("last_request").asText())
        .isEqualTo("2026-11-22T10:00:59Z");
  }

  @Test
  void nothingIsLostAmongThreads() {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 50; i++) {
        threads.execute(() -> add(200, false));
      }
    }
    assertThat(perMinute()).isEqualTo(10_000);
  }

  @Test
  void unknownBotsLeaveNoTrace() {
    traffic.add("stranger", true);
    assertThat(traffic.json().has("stranger")).isFalse();
  }

  private void add(int count, boolean error) {
    for (int i = 0; i < count; i++) {
      traffic.add("demo", error);
    }
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  private String status() {
    return traffic.json().path("demo").path("status").asText();
  }

  private long perMinute() {
    return traffic.json().path("demo").path("requests_per_minute").asLong();
  }
}
