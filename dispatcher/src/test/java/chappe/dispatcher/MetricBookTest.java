// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import chappe.bot.MetricSummary;
import chappe.common.json.Json;
import chappe.common.metrics.Metrics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetricBookTest {
  private final VirtualTime time = new VirtualTime(Instant.parse("2026-11-01T12:00:00Z"));
  private final Metrics metrics = new Metrics("dispatcher");
  private final AuthorMetrics all = new AuthorMetrics(time, time::nanos, metrics);
  private final MetricBook book = all.of("demo");

  @Test
  void nothingIsZero() {
    assertThat(book.average("x")).isZero();
    assertThat(book.percentile("x", 99)).isZero();
    assertThat(book.counted("x")).isZero();
    assertThat(book.summary("x")).isEqualTo(new MetricSummary(0, 0, 0, 0));
    assertThat(book.summaries()).isEmpty();
  }

  @Test
  void percentilesAreValuesThatWereRecorded() {
    IntStream.rangeClosed(1, 100).forEach(it -> book.record("x", 101 - it));

    assertThat(book.percentile("x", 50)).isEqualTo(50);
    assertThat(book.percentile("x", 100)).isEqualTo(100);
    assertThat(book.percentile("x", 0.1)).isEqualTo(1);
    assertThat(book.summary("x")).isEqualTo(new MetricSummary(100, 50.5, 95, 99));
  }

  @Test
  void anAverageIsOfTheLastMinutesAndValuesAreGoneAfterAnHour() {
    book.record("x", 10);
    time.pause(Duration.ofMinutes(4));
    book.record("x", 20);
    assertThat(book.average("x")).isEqualTo(15);

    time.pause(Duration.ofMinutes(1));
    assertThat(book.average("x")).isEqualTo(20);
    assertThat(book.average("x", Duration.ofMinutes(6))).isEqualTo(15);
    assertThat(book.summary("x").count()).isEqualTo(2);

    time.pause(Duration.ofMinutes(55));
    assertThat(book.summary("x")).isEqualTo(new MetricSummary(1, 20, 20, 20));
    time.pause(Duration.ofMinutes(4));
    assertThat(book.summaries()).isEmpty();
  }

  @Test
  void aFloodOfValuesIsCountedExactlyInBoundedMemory() {
    int many = 3 * MetricValues.MOST;
    for (int i = 0; i < many; i++) {
      book.record("x", i < many - MetricValues.MOST ? 1 : 4);
    }

    assertThat(book.summary("x")).isEqualTo(new MetricSummary(many, 2, 4, 4));
    time.pause(Duration.ofMinutes(61));
    book.record("x", 7);
    assertThat(book.summary("x")).isEqualTo(new MetricSummary(1, 7, 7, 7));
  }

  @Test
  void aTimerTellsWhatSucceededAndWhatDidNot() throws Exception {
    var answer =
        book.time(
            "search",
            () -> {
              time.pause(Duration.ofMillis(40));
              return "found";
            });
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                book.time(
                    "search",
                    () -> {
                      time.pause(Duration.ofMillis(60));
                      throw new IllegalStateException("no");
                    }));

    assertThat(answer).isEqualTo("found");
    assertThat(book.average("search.duration_ms")).isEqualTo(50);
    assertThat(metrics.text())
        .contains("bot_own_search_duration_ms_count{bot=\"demo\",success=\"true\",} 1.0")
        .contains(
            "bot_own_search_duration_ms_sum{bot=\"demo\",error_type=\"IllegalStateException\","
                + "success=\"false\",} 60.0");
  }

  @Test
  void prometheusSeesTotalsByTagsAndQuantilesOfTheHour() {
    book.record("cart.size", 3, Map.of("shop", "north"));
    book.record("cart.size", 5, Map.of("shop", "south"));
    book.count("orders", 2, Map.of("shop", "north"));
    book.count("orders");
    all.of("shop").count("orders");

    assertThat(metrics.text().lines())
        .contains(
            "# TYPE bot_own_cart_size summary",
            "bot_own_cart_size{bot=\"demo\",quantile=\"0.5\",} 3.0",
            "bot_own_cart_size{bot=\"demo\",quantile=\"0.99\",} 5.0",
            "bot_own_cart_size_sum{bot=\"demo\",shop=\"south\",} 5.0",
            "# TYPE bot_own_orders_total counter",
            "bot_own_orders_total{bot=\"demo\",shop=\"north\",} 2.0",
            "bot_own_orders_total{bot=\"demo\",} 1.0",
            "bot_own_orders_total{bot=\"shop\",} 1.0");
    assertThat(book.counted("orders")).isEqualTo(3);
    assertThat(book.counted("Orders")).isEqualTo(3);
  }

  @Test
  void theSummaryHasItsFieldsByTheirNames() {
    book.record("cart.size", 3);

    assertThat(new String(Json.bytes(all.summaries()), StandardCharsets.UTF_8))
        .isEqualTo("{\"demo\":{\"cart.size\":{\"count\":1,\"avg\":3.0,\"p95\":3.0,\"p99\":3.0}}}");
  }

  @Test
  void namesAndTagsBeyondTheirBoundAddNothingToMemory() {
    for (int i = 0; i < MetricBook.MOST_NAMES + 10; i++) {
      book.count("name" + i);
    }
    for (int i = 0; i < MetricTags.MOST_SETS + 10; i++) {
      book.count("name0", 1, Map.of("user", "u" + i));
    }

    assertThat(book.counted("name" + (MetricBook.MOST_NAMES - 1))).isEqualTo(1);
    assertThat(book.counted("name" + MetricBook.MOST_NAMES)).isZero();
    assertThat(book.counted("name0")).isEqualTo(MetricTags.MOST_SETS + 11);
    assertThat(metrics.text()).contains("bot_own_name0_total{bot=\"demo\",user=\"other\",} 11.0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bot", "quantile", "a-b", ""})
  void aBadTagIsRefused(String tag) {
    assertThatIllegalArgumentException().isThrownBy(() -> book.record("x", 1, Map.of(tag, "v")));
  }

  @Test
  void whatIsNoFigureIsRefused() {
    for (double bad : List.of(Double.NaN, Double.POSITIVE_INFINITY)) {
      assertThatIllegalArgumentException().isThrownBy(() -> book.record("x", bad));
      assertThatIllegalArgumentException().isThrownBy(() -> book.count("x", bad, Map.of()));
    }
    assertThatIllegalArgumentException().isThrownBy(() -> book.count("x", -1, Map.of()));
    assertThatIllegalArgumentException().isThrownBy(() -> book.record(" ", 1));
    assertThatIllegalArgumentException().isThrownBy(() -> book.record("x".repeat(65), 1));
    Map<String, String> many = new HashMap<>();
    IntStream.range(0, 9).forEach(it -> many.put("t" + it, ""));
    assertThatIllegalArgumentException().isThrownBy(() -> book.record("x", 1, many));
    assertThat(book.summaries()).isEmpty();
  }
}
