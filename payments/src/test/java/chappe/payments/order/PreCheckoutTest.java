// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.payments.order;

import static org.assertj.core.api.Assertions.assertThat;

import chappe.common.record.InvoiceRequest.Line;
import chappe.common.settings.Secret;
import chappe.payments.order.PreCheckout.Known;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PreCheckoutTest {
  private static final Secret TOKEN = Secret.of("123456:a-token-of-a-bot");
  private static final Order ORDER =
      Orders.order(
          Orders.request(
              "o1",
              "USD",
              List.of(new Line("Price", 1207)),
              false,
              Orders.NOON.plusSeconds(60),
              "null"));

  @Test
  void whatIsRightGoesOn() {
    assertThat(PreCheckout.refusal(asks(1207, "USD"), known(ORDER))).isEmpty();
  }

  /// All that can be wrong is wrong; one after the other is put right, and the next shows.
  @Test
  void theFirstOfSeveralReasonsCounts() {
    Order paid = Orders.in(new OrderState.Paid("c"), ORDER);
    var wrong =
        new Told.Asks(
            "q",
            9,
            "p",
            new Told.Money(OptionalLong.of(1), "EUR", Optional.of(signed("00"))),
            Optional.empty());
    var rightAmount =
        new Told.Asks("q", 9, "p", money(1207, "EUR", Optional.of(signed("00"))), Optional.empty());
    var rightCurrency =
        new Told.Asks("q", 9, "p", money(1207, "USD", Optional.of(signed("00"))), Optional.empty());
    var late = Orders.NOON.plusSeconds(60);
    assertThat(PreCheckout.refusal(wrong, known(Optional.of(paid), false, false, late)))
        .contains(Refusal.SIGNATURE);
    assertThat(PreCheckout.refusal(wrong, known(Optional.empty(), true, false, late)))
        .contains(Refusal.UNKNOWN_ORDER);
    assertThat(PreCheckout.refusal(wrong, known(Optional.of(paid), true, false, late)))
        .contains(Refusal.UNKNOWN_USER);
    assertThat(PreCheckout.refusal(wrong, known(Optional.of(paid), true, true, late)))
        .contains(Refusal.ALREADY_PAID);
    assertThat(PreCheckout.refusal(wrong, known(Optional.of(ORDER), true, true, late)))
        .contains(Refusal.AMOUNT);
    assertThat(PreCheckout.refusal(rightAmount, known(Optional.of(ORDER), true, true, late)))
        .contains(Refusal.CURRENCY);
    assertThat(PreCheckout.refusal(rightCurrency, known(Optional.of(ORDER), true, true, late)))
        .contains(Refusal.PROVIDER_SIGNATURE);
    assertThat(PreCheckout.refusal(asks(1207, "USD"), known(Optional.of(ORDER), true, true, late)))
        .contains(Refusal.EXPIRED);
    assertThat(
            PreCheckout.refusal(
                asks(1207, "USD"), known(Optional.of(ORDER), true, true, late.minusNanos(1))))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {1206, 1208, 0, -1207, Long.MAX_VALUE, Long.MIN_VALUE})
  void anotherAmountIsRefusedAndFlagged(long amount) {
    assertThat(PreCheckout.refusal(asks(amount, "USD"), known(ORDER))).contains(Refusal.AMOUNT);
    assertThat(PreCheckout.flag(pays(amount, "USD"), known(ORDER))).contains(Flag.AMOUNT);
  }

  @Test
  void anAmountThatNobodyCanCountIsRefused() {
    var money = new Told.Money(OptionalLong.empty(), "USD", Optional.empty());
    assertThat(
            PreCheckout.refusal(new Told.Asks("q", 7, "p", money, Optional.empty()), known(ORDER)))
        .contains(Refusal.AMOUNT);
  }

  @Test
  void aCancelledOrderIsRefused() {
    assertThat(
            PreCheckout.refusal(
                asks(1207, "USD"), known(Orders.in(new OrderState.Cancelled(), ORDER))))
        .contains(Refusal.CANCELLED);
  }

  @Test
  void whatWasPaidIsFlaggedForWhatIsWrongWithIt() {
    assertThat(PreCheckout.flag(pays(1207, "USD"), known(ORDER))).isEmpty();
    assertThat(PreCheckout.flag(pays(1207, "EUR"), known(ORDER))).contains(Flag.CURRENCY);
    assertThat(
            PreCheckout.flag(pays(1207, "USD"), known(Optional.empty(), false, true, Orders.NOON)))
        .contains(Flag.FOREIGN_PAYLOAD);
    assertThat(
            PreCheckout.flag(pays(1207, "USD"), known(Optional.empty(), true, true, Orders.NOON)))
        .contains(Flag.UNKNOWN_ORDER);
    // whoever paid in time and whom the bot has forgotten since has paid all the same
    assertThat(
            PreCheckout.flag(
                pays(1207, "USD"),
                known(Optional.of(ORDER), true, false, Orders.NOON.plusSeconds(600))))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"1000, true", "999, false", "1500, true", "1501, false"})
  void aTipMayCome(long amount, boolean taken) {
    Order tipped = order("{'max_tip_amount':500}");
    assertThat(tipped.takes(amount, Optional.empty())).isEqualTo(taken);
  }

  @ParameterizedTest
  @CsvSource({"1300, air, true", "1000, air, false", "1000, '', true", "1000, sea, true"})
  void theChosenWayOfShippingIsPaidToo(long amount, String option, boolean taken) {
    Order shipped =
        order(
            "{'shipping_options':[{'id':'sea','title':'s','prices':[]},{'id':'air','title':'a','prices':[{'label':'l','amount':100},{'label':'m','amount':200}]}]}");
    assertThat(shipped.takes(amount, Optional.of(option).filter(it -> !it.isEmpty())))
        .isEqualTo(taken);
  }

  @Test
  void whatTheBotItselfSaysOfShippingIsNotKnownHere() {
    Order shipped = order("{'is_flexible':true}");
    assertThat(shipped.takes(5000, Optional.of("air"))).isTrue();
    assertThat(shipped.takes(999, Optional.of("air"))).isFalse();
  }

  @Test
  void tipsAtTheLimitOfALongDoNotWrap() {
    Order generous = order("{'max_tip_amount':9223372036854775807}");
    assertThat(generous.takes(Long.MAX_VALUE, Optional.empty())).isFalse();
    assertThat(generous.takes(Long.MIN_VALUE, Optional.empty())).isFalse();
  }

  @Test
  void theProvidersSignatureIsCheckedInTheDefaultLayout() {
    // HMAC-SHA256 of p:1207:USD:pp1 with the token, made with another tool
    assertThat(ProviderSignature.DEFAULT.isRight(Secret.of("k"), signed(RIGHT))).isTrue();
    assertThat(ProviderSignature.DEFAULT.isRight(Secret.of("k"), signed(RIGHT.replace('a', 'b'))))
        .isFalse();
    assertThat(ProviderSignature.DEFAULT.isRight(Secret.of("l"), signed(RIGHT))).isFalse();
    assertThat(ProviderSignature.DEFAULT.isRight(Secret.of("k"), signed(""))).isFalse();
  }

  private static final String RIGHT =
      "7c4ad478ee249227af9bdb86fd1a4d1e4a139a50d2d6e4af953612b8516e6f9f";

  private static ProviderSignature.Signed signed(String signature) {
    return new ProviderSignature.Signed("p", 1207, "USD", "pp1", signature);
  }

  private static Order order(String options) {
    return Orders.order(
        Orders.request("o1", "USD", List.of(new Line("Price", 1000)), false, null, options));
  }

  private static Told.Asks asks(long amount, String currency) {
    return new Told.Asks("q", 7, "p", money(amount, currency, Optional.empty()), Optional.empty());
  }

  private static Told.Pays pays(long amount, String currency) {
    return new Told.Pays(
        7, "c1", "", "p", money(amount, currency, Optional.empty()), Optional.empty());
  }

  private static Told.Money money(
      long amount, String currency, Optional<ProviderSignature.Signed> signature) {
    return new Told.Money(OptionalLong.of(amount), currency, signature);
  }

  private static Known known(Order order) {
    return known(Optional.of(order), true, true, Orders.NOON);
  }

  private static Known known(
      Optional<Order> order, boolean signed, boolean welcome, java.time.Instant now) {
    return new Known(order, signed, welcome, TOKEN, ProviderSignature.DEFAULT, now);
  }
}
