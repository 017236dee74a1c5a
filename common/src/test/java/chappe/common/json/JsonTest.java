// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
  record Order(int orderId, BigDecimal price, Instant at, List<String> lines) {}

  private static final String ORDER =
      "{\"order_id\":7,\"price\":12.50,\"at\":\"2026-11-22T10:00:00Z\",\"lines\":[\"tea\"]}";

  @Test
  void momentsAreIsoAndDecimalsExact() {
    var order = Json.read(ORDER.getBytes(UTF_8), Order.class);
    assertThat(order.price()).isEqualTo(new BigDecimal("12.50"));
    assertThat(text(Json.bytes(order))).isEqualTo(ORDER);
    assertThat(text(Json.bytes(Json.tree("{\"x\":0.10000000000000000001}".getBytes(UTF_8)))))
        .isEqualTo("{\"x\":0.10000000000000000001}");
  }

  @Test
  void aPersonsViewIsIndented() {
    assertThat(text(Json.pretty(Map.of("a", 1))).lines()).hasSize(3);
  }

  @Test
  void linesHaveNoNulls() {
    var half = new Order(1, BigDecimal.ONE, Instant.EPOCH, List.of());
    assertThat(text(Json.lines(List.of(Json.object().put("a", 1), half))))
        .isEqualTo("{\"a\":1}\n" + text(Json.bytes(half)) + "\n");
    assertThat(text(Json.lines(List.of(new Named("x", null))))).isEqualTo("{\"name\":\"x\"}\n");
  }

  record Named(String name, @org.jspecify.annotations.Nullable String other) {}

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"order_id\":7,\"colour\":\"red\"}",
        "{\"order_id\":7,\"order_id\":8}",
        "{\"order_id\":null}",
        "{\"order_id\":7} {}",
        "{\"order_id\":\"seven\"}"
      })
  void strictReadingTakesNothingThatIsNotExpected(String text) {
    assertThatThrownBy(() -> Json.readStrictly(text.getBytes(UTF_8), Order.class))
        .isInstanceOf(UnreadableJson.class);
  }

  @Test
  void strictReadingTakesWhatFits() {
    assertThat(Json.readStrictly(ORDER.getBytes(UTF_8), Order.class).orderId()).isEqualTo(7);
  }

  @Test
  void lenientReadingKeepsWhatFitsAndNamesTheRest() {
    var text = "{\"order_id\":\"seven\",\"price\":1.5,\"at\":\"noon\",\"lines\":[\"tea\"],\"x\":1}";
    var read = Json.readLeniently(text.getBytes(UTF_8), Order.class);
    assertThat(read.value().price()).isEqualTo(new BigDecimal("1.5"));
    assertThat(read.value().lines()).containsExactly("tea");
    assertThat(read.leftOut()).containsExactlyInAnyOrder("order_id", "at");
    assertThatThrownBy(() -> Json.readLeniently("[1]".getBytes(UTF_8), Order.class))
        .isInstanceOf(UnreadableJson.class);
  }

  @Test
  void whatATypeDoesNotKnowIsPassedOn() {
    var original = Json.tree("{\"order_id\":7,\"brand_new\":{\"a\":[1]}}".getBytes(UTF_8));
    var changed = Map.of("order_id", 8);
    assertThat(Json.over(original, changed).toString())
        .isEqualTo("{\"order_id\":8,\"brand_new\":{\"a\":[1]}}");
  }

  @Test
  void noTypeIsMadeOfANameInsideTheJson() {
    var text = "{\"@class\":\"java.io.File\",\"order_id\":1}";
    assertThat(Json.read(text.getBytes(UTF_8), Object.class)).isInstanceOf(Map.class);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, UTF_8);
  }
}
