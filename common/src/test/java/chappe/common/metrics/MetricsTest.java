// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class MetricsTest {
  private final Metrics metrics = new Metrics("ingress");

  @Test
  void everyServiceHasTheBotsFigures() {
    metrics.message("demo", "start", "ok");
    metrics.response("demo", "start", Duration.ofMillis(20));
    metrics.activeUsers("demo", 3);
    metrics.error("demo", "IllegalStateException");
    assertThat(metrics.text())
        .contains("bot_messages_total{bot=\"demo\",command=\"start\",status=\"ok\",} 1.0")
        .contains("bot_response_seconds_bucket{bot=\"demo\",handler=\"start\",le=\"0.025\",} 1.0")
        .contains("bot_response_seconds_sum{bot=\"demo\",handler=\"start\",} 0.02")
        .contains("bot_active_users{bot=\"demo\",} 3.0")
        .contains("bot_errors_total{bot=\"demo\",error_type=\"IllegalStateException\",} 1.0");
  }

  @Test
  void theJvmsFiguresAreThereOnceForEachService() {
    assertThat(metrics.text()).containsOnlyOnce("# TYPE jvm_threads_current gauge");
    assertThat(new Metrics("sender").text()).containsOnlyOnce("# TYPE jvm_threads_current gauge");
  }

  @Test
  void aServicesOwnNamesBeginWithIt() {
    metrics.counter("chappe_ingress_refused_total", "refused updates", "bot").labels("demo").inc();
    assertThat(metrics.text()).contains("chappe_ingress_refused_total{bot=\"demo\",} 1.0");
    metrics.gauge("bot_waiting", "x").set(1);
    metrics.histogram("chappe_ingress_seconds", "x").observe(1);
    assertThatThrownBy(() -> metrics.counter("chappe_sender_x_total", "x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("chappe_sender_x_total");
    assertThatThrownBy(() -> metrics.gauge("bot_waiting", "again"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
