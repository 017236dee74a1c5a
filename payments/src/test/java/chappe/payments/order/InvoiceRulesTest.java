// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.payments.order;

import static org.assertj.core.api.Assertions.assertThat;

import chappe.common.record.InvoiceRequest;
import chappe.common.record.InvoiceRequest.Line;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InvoiceRulesTest {
  private final InvoiceRules rules = new InvoiceRules(true);

  @ParameterizedTest
  @CsvSource({"USD, 100", "USD, 1000000", "XTR, 1", "JPY, 1000", "KWD, 1000", "KWD, 1"})
  void anAmountOfACurrencyIsCountedInItsOwnUnits(String currency, long amount) {
    List<String> mistakes = rules.mistakes(Orders.request("o1", currency, amount));
    // a thousandth of a dinar is less than a dollar
    assertThat(mistakes.isEmpty()).isEqualTo(!(currency.equals("KWD") && amount == 1));
  }

  @ParameterizedTest
  @CsvSource({
    "USD, 99, lines",
    "USD, 1000001, lines",
    "XTR, 0, lines",
    "XTR, 9223372036854775807, lines",
    "XTR, -9223372036854775808, lines",
    "BTC, 1000, currency",
    "usd, 1000, currency",
    "'', 1000, currency"
  })
  void whatTelegramWouldNotTakeIsTold(String currency, long amount, String about) {
    assertThat(rules.mistakes(Orders.request("o1", currency, amount)))
        .singleElement()
        .asString()
        .startsWith(about);
  }

  @Test
  void linesThatTogetherAreOverALongAreTold() {
    assertThat(
            rules.mistakes(
                request(
                    "USD",
                    List.of(new Line("a", Long.MAX_VALUE), new Line("b", Long.MAX_VALUE)),
                    "null")))
        .singleElement()
        .asString()
        .startsWith("lines");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "has space", "täglich", "x\ny"})
  void anOrdersIdHasRoomInAPayload(String id) {
    assertThat(rules.mistakes(Orders.request(id, "USD", 1000))).hasSize(1);
    assertThat(rules.mistakes(Orders.request("x".repeat(65), "USD", 1000))).hasSize(1);
    assertThat(rules.mistakes(Orders.request("x".repeat(64), "USD", 1000))).isEmpty();
  }

  @Test
  void withoutAProvidersTokenOnlyStarsAreSoldFor() {
    InvoiceRules stars = new InvoiceRules(false);
    assertThat(stars.mistakes(Orders.request("o1", "XTR", 50))).isEmpty();
    assertThat(stars.mistakes(Orders.request("o1", "USD", 500))).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'payload':'mine'}",
        "{'provider_token':'x'}",
        "{'chat_id':8}",
        "{'subscription_period':2592000}",
        "[1]",
        "{'shipping_options':[{'id':'a','prices':[{'amount':9223372036854775808}]}]}"
      })
  void optionsAreFurtherParametersOnly(String options) {
    assertThat(rules.mistakes(request("USD", List.of(new Line("a", 1000)), options))).isNotEmpty();
  }

  @Test
  void aSubscriptionIsAMonthOfStars() {
    var lines = List.of(new Line("a", 100));
    assertThat(rules.mistakes(request("XTR", lines, "{'subscription_period':2592000}"))).isEmpty();
    assertThat(rules.mistakes(request("XTR", lines, "{'subscription_period':1}"))).hasSize(1);
    assertThat(rules.mistakes(request("XTR", lines, "{'max_tip_amount':1}"))).hasSize(1);
  }

  @Test
  void starsAreAskedForInOneLine() {
    var lines = List.of(new Line("a", 100), new Line("b", 20), new Line("off", -5));
    assertThat(InvoiceRules.prices(request("XTR", lines, "null")))
        .containsExactly(new Line("Premium", 115));
    assertThat(InvoiceRules.prices(request("USD", lines, "null"))).isEqualTo(lines);
  }

  private static InvoiceRequest request(String currency, List<Line> lines, String options) {
    return Orders.request("o1", currency, lines, false, null, options);
  }
}
