// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.payments.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ToldTest {
  @Test
  void aQueryIsRead() {
    var asks =
        (Told.Asks)
            read(
                "pre_checkout_query",
                "{'pre_checkout_query':{'id':'q1','from':{'id':7},'currency':'USD','total_amount':1207,'invoice_payload':'p','shipping_option_id':'air','provider_payment_id':'pp1','provider_signature':'ab'}}");
    assertThat(asks.query()).isEqualTo("q1");
    assertThat(asks.user()).isEqualTo(7);
    assertThat(asks.money().amount()).hasValue(1207);
    assertThat(asks.shippingOption()).contains("air");
    assertThat(asks.money().signature())
        .contains(new ProviderSignature.Signed("p", 1207, "USD", "pp1", "ab"));
  }

  @Test
  void aPaymentAndItsRefundAreRead() {
    var pays =
        (Told.Pays)
            read(
                "message",
                "{'message':{'chat':{'id':-5},'from':{'id':7},'successful_payment':{'currency':'XTR','total_amount':50,'invoice_payload':'p','telegram_payment_charge_id':'c1','provider_payment_charge_id':''}}}");
    assertThat(pays.charge()).isEqualTo("c1");
    assertThat(pays.user()).isEqualTo(7);
    var back =
        (Told.GetsBack)
            read(
                "message",
                "{'message':{'chat':{'id':7},'refunded_payment':{'currency':'XTR','total_amount':50,'invoice_payload':'p','telegram_payment_charge_id':'c1'}}}");
    assertThat(back.charge()).isEqualTo("c1");
    assertThat(back.user()).isEqualTo(7);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'message':{'text':'successful_payment'}}",
        "{'message':{'text':'x_payment'}}",
        "{'message':{'text':'hello'}}",
        "{'message':{'successful_payment':5}}",
        "{'message':5}"
      })
  void otherMessagesAreNotAboutMoney(String update) {
    assertThat(Told.read("message", bytes(update))).isEmpty();
    assertThat(Told.read("edited_message", bytes(update))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"9223372036854775808", "-9223372036854775809", "1.5", "'12'", "null", "1e99"})
  void anAmountThatIsNoLongIsNone(String amount) {
    var asks =
        (Told.Asks)
            read("pre_checkout_query", "{'pre_checkout_query':{'total_amount':" + amount + "}}");
    assertThat(asks.money().amount()).isEqualTo(OptionalLong.empty());
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MAX_VALUE, Long.MIN_VALUE, 0})
  void anAmountAtTheLimitIsRead(long amount) {
    var asks =
        (Told.Asks)
            read("pre_checkout_query", "{'pre_checkout_query':{'total_amount':" + amount + "}}");
    assertThat(asks.money().amount()).hasValue(amount);
  }

  private static Told read(String kind, String update) {
    return Told.read(kind, bytes(update)).orElseThrow();
  }

  private static byte[] bytes(String update) {
    return update.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
  }
}
