// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import chappe.common.json.Json;
import chappe.simulator.ledger.Fault;
import chappe.simulator.pay.Checkout;
import chappe.simulator.people.Person;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Sales from the invoice to the refund, as a bot sees them.
class PaymentsIT {
  private static final String TOKEN = "42:token";
  private static final String STARS =
      "'title':'Tea','description':'A"
          + " cup','payload':'order-1','currency':'XTR','provider_token':'','prices':[{'label':'Tea','amount':50}]";
  private static final String DOLLARS =
      "'title':'Tea','description':'A"
          + " box','payload':'order-2','currency':'USD','provider_token':'test','prices':[{'label':'Tea','amount':1200},{'label':'Off','amount':-200}]";

  private final SettableClock clock = new SettableClock();
  private final Simulator simulator = Simulator.start(SimulatorOptions.DEFAULTS.clock(clock));
  private final Caller caller = new Caller(simulator);
  private final Person ada = simulator.person(TOKEN, 5);
  private int next;

  @AfterEach
  void close() {
    caller.close();
    simulator.close();
  }

  @Test
  void starsArePaidBookedAndGivenBackOnce() {
    int invoice = ok("sendInvoice", "{'chat_id':5,%s}".formatted(STARS)).path("message_id").asInt();
    Checkout checkout = ada.pays(invoice, Json.object());
    JsonNode query = updates().getFirst().path("pre_checkout_query");
    assertThat(query.path("invoice_payload").asText()).isEqualTo("order-1");
    assertThat(query.path("total_amount").asInt()).isEqualTo(50);
    answer(query, "'ok':true");
    answer(query, "'ok':true");
    JsonNode paid = updates().getFirst().at("/message/successful_payment");
    String charge = paid.path("telegram_payment_charge_id").asText();
    assertThat(shown(checkout).path("state").asText()).isEqualTo("paid");
    assertThat(shown(checkout).path("telegram_payment_charge_id").asText()).isEqualTo(charge);
    assertThat(ok("getMyStarBalance", "{}").path("amount").asInt()).isEqualTo(50);

    String refund = "{'user_id':5,'telegram_payment_charge_id':'%s'}".formatted(charge);
    assertThat(call("refundStarPayment", refund.replace(":5,", ":6,")).path("description").asText())
        .isEqualTo("Bad Request: CHARGE_NOT_FOUND");
    ok("refundStarPayment", refund);
    assertThat(updates().getFirst().at("/message/refunded_payment/total_amount").asInt())
        .isEqualTo(50);
    assertThat(call("refundStarPayment", refund).path("description").asText())
        .isEqualTo("Bad Request: CHARGE_ALREADY_REFUNDED");
    assertThat(ok("getMyStarBalance", "{}").path("amount").asInt()).isZero();
    JsonNode transactions = ok("getStarTransactions", "{}").path("transactions");
    assertThat(transactions).hasSize(2);
    assertThat(transactions.at("/0/id").asText()).isEqualTo(charge);
    assertThat(transactions.at("/0/source/invoice_payload").asText()).isEqualTo("order-1");
    assertThat(transactions.at("/1/receiver/user/id").asLong()).isEqualTo(5);
    assertThat(ok("getStarTransactions", "{'offset':1,'limit':5}").path("transactions")).hasSize(1);
  }

  @Test
  void anInvoiceCanBePaidMoreThanOnce() {
    String link = ok("createInvoiceLink", "{%s}".formatted(STARS)).asText();
    for (long user = 5; user < 8; user++) {
      simulator.person(TOKEN, user).paysLink(link, Json.object());
      answer(updates().getFirst().path("pre_checkout_query"), "'ok':true");
      assertThat(updates()).hasSize(1);
    }
    assertThat(ok("getMyStarBalance", "{}").path("amount").asInt()).isEqualTo(150);
  }

  @Test
  void shippingIsAskedForBeforeThePrice() {
    int invoice =
        ok(
                "sendInvoice",
                "{'chat_id':5,%s,'is_flexible':true,'need_email':true,'max_tip_amount':500}"
                    .formatted(DOLLARS))
            .path("message_id")
            .asInt();
    ObjectNode wish =
        Json.object().put("shipping_option", "air").put("tip", 100).put("email", "a@b.c");
    ada.pays(invoice, wish);
    String shipping = updates().getFirst().at("/shipping_query/id").asText();
    ok(
        "answerShippingQuery",
        "{'shipping_query_id':'%s','ok':true,'shipping_options':[{'id':'sea','title':'s','prices':[]},{'id':'air','title':'a','prices':[{'label':'l','amount':300}]}]}"
            .formatted(shipping));
    JsonNode query = updates().getFirst().path("pre_checkout_query");
    assertThat(query.path("total_amount").asInt()).isEqualTo(1000 + 300 + 100);
    assertThat(query.path("shipping_option_id").asText()).isEqualTo("air");
    assertThat(query.at("/order_info/email").asText()).isEqualTo("a@b.c");
    answer(query, "'ok':true");
    JsonNode paid = updates().getFirst().at("/message/successful_payment");
    assertThat(paid.path("total_amount").asInt()).isEqualTo(1400);
    assertThat(paid.path("provider_payment_charge_id").asText()).isNotEmpty();
    assertThat(ok("getMyStarBalance", "{}").path("amount").asInt()).isZero();
  }

  @Test
  void aRefusalIsShownAndChargesNothing() {
    int invoice = ok("sendInvoice", "{'chat_id':5,%s}".formatted(STARS)).path("message_id").asInt();
    Checkout checkout = ada.pays(invoice, Json.object());
    JsonNode query = updates().getFirst().path("pre_checkout_query");
    assertThat(answered(query, "'ok':false").path("description").asText())
        .isEqualTo("Bad Request: parameter \"error_message\" is required");
    answer(query, "'ok':false,'error_message':'Sold out'");
    answer(query, "'ok':true");
    assertThat(shown(checkout).path("state").asText()).isEqualTo("refused");
    assertThat(shown(checkout).path("reason").asText()).isEqualTo("Sold out");
    assertThat(updates()).isEmpty();
  }

  @Test
  void anAnswerAfterTenSecondsComesTooLate() {
    int invoice = ok("sendInvoice", "{'chat_id':5,%s}".formatted(STARS)).path("message_id").asInt();
    Checkout checkout = ada.pays(invoice, Json.object());
    JsonNode query = updates().getFirst().path("pre_checkout_query");
    clock.advance(Duration.ofSeconds(10));
    assertThat(answered(query, "'ok':true").path("description").asText())
        .startsWith("Bad Request: query is too old");
    assertThat(shown(checkout).path("state").asText()).isEqualTo("expired");
    assertThat(updates()).isEmpty();
  }

  @Test
  void aSubscriptionIsRenewedUntilItIsGivenUp() {
    String link =
        ok("createInvoiceLink", "{%s,'subscription_period':2592000}".formatted(STARS)).asText();
    ada.paysLink(link, Json.object());
    answer(updates().getFirst().path("pre_checkout_query"), "'ok':true");
    JsonNode first = updates().getFirst().at("/message/successful_payment");
    assertThat(first.path("is_first_recurring").asBoolean()).isTrue();
    assertThat(first.path("subscription_expiration_date").asLong())
        .isEqualTo(clock.instant().getEpochSecond() + 2_592_000);
    String charge = first.path("telegram_payment_charge_id").asText();
    ada.renews(charge);
    JsonNode second = updates().getFirst().at("/message/successful_payment");
    assertThat(second.path("is_recurring").asBoolean()).isTrue();
    assertThat(second.has("is_first_recurring")).isFalse();
    assertThat(second.path("telegram_payment_charge_id").asText()).isNotEqualTo(charge);
    ada.cancels(charge, true);
    assertThat(updates().getFirst().at("/subscription/state").asText()).isEqualTo("canceled");
    Caller.Answered renewed =
        caller.post("/sim/bots/42/renewals", "{\"chat\":5,\"charge\":\"%s\"}".formatted(charge));
    assertThat(renewed.status()).isEqualTo(400);
    ok(
        "editUserStarSubscription",
        "{'user_id':5,'telegram_payment_charge_id':'%s','is_canceled':false}".formatted(charge));
    ada.renews(charge);
    assertThat(ok("getMyStarBalance", "{}").path("amount").asInt()).isEqualTo(150);
  }

  @Test
  void aRefundMayWorkThoughItsAnswerIsAnError() {
    int invoice = ok("sendInvoice", "{'chat_id':5,%s}".formatted(STARS)).path("message_id").asInt();
    ada.pays(invoice, Json.object());
    answer(updates().getFirst().path("pre_checkout_query"), "'ok':true");
    String charge =
        updates().getFirst().at("/message/successful_payment/telegram_payment_charge_id").asText();
    simulator.fault(
        Fault.on("refundStarPayment")
            .error(400, "Bad Request: CHARGE_ALREADY_REFUNDED")
            .lost(Fault.Drop.ANSWER));
    assertThat(
            call(
                    "refundStarPayment",
                    "{'user_id':5,'telegram_payment_charge_id':'%s'}".formatted(charge))
                .path("ok")
                .asBoolean())
        .isFalse();
    assertThat(
            updates()
                .getFirst()
                .at("/message/refunded_payment/telegram_payment_charge_id")
                .asText())
        .isEqualTo(charge);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          'currency':'XXX','provider_token':'t','prices':[{'label':'a','amount':100}] | CURRENCY_INVALID
          'currency':'XTR','provider_token':'t','prices':[{'label':'a','amount':100}] | STARS_INVOICE_INVALID
          'currency':'XTR','prices':[{'label':'a','amount':1},{'label':'b','amount':1}] | STARS_INVOICE_INVALID
          'currency':'XTR','prices':[{'label':'a','amount':100001}] | CURRENCY_TOTAL_AMOUNT_INVALID
          'currency':'USD','prices':[{'label':'a','amount':100}] | PAYMENT_PROVIDER_INVALID
          'currency':'USD','provider_token':'t','prices':[{'label':'a','amount':99}] | CURRENCY_TOTAL_AMOUNT_INVALID
          'currency':'JPY','provider_token':'t','prices':[{'label':'a','amount':1550001}] | CURRENCY_TOTAL_AMOUNT_INVALID
          'currency':'KWD','provider_token':'t','prices':[{'label':'a','amount':306}] | CURRENCY_TOTAL_AMOUNT_INVALID
          'currency':'USD','provider_token':'t','prices':[] | can't parse labeled prices JSON object
          'currency':'USD','provider_token':'t','prices':[{'amount':100}] | can't parse labeled prices JSON object
          """)
  void anInvoiceThatTelegramWouldRefuseIsRefused(String rest, String reason) {
    String invoice = "{'chat_id':5,'title':'t','description':'d','payload':'p',%s}".formatted(rest);
    assertThat(call("sendInvoice", invoice).path("description").asText())
        .isEqualTo("Bad Request: " + reason);
    assertThat(call("createInvoiceLink", invoice).path("description").asText())
        .isEqualTo("Bad Request: " + reason);
  }

  @Test
  void aSubscriptionLastsAMonthOfStars() {
    assertThat(
            call("createInvoiceLink", "{%s,'subscription_period':60}".formatted(STARS))
                .path("description")
                .asText())
        .isEqualTo("Bad Request: SUBSCRIPTION_PERIOD_INVALID");
    assertThat(
            call("createInvoiceLink", "{%s,'subscription_period':2592000}".formatted(DOLLARS))
                .path("ok")
                .asBoolean())
        .isFalse();
  }

  @Test
  void thePayButtonOfThePageBeginsAPayment() {
    int invoice = ok("sendInvoice", "{'chat_id':5,%s}".formatted(STARS)).path("message_id").asInt();
    caller.post(
        "/sim/bots/42/callbacks",
        "{\"chat\":5,\"message_id\":%d,\"button\":\"Pay ⭐️ 50\"}".formatted(invoice));
    assertThat(updates().getFirst().has("pre_checkout_query")).isTrue();
    JsonNode checkout =
        caller
            .post("/sim/bots/42/payments", "{\"chat\":5,\"message_id\":%d}".formatted(invoice))
            .body();
    assertThat(checkout.path("state").asText()).isEqualTo("pre_checkout");
  }

  private JsonNode shown(Checkout checkout) {
    return checkout.shown(clock.instant());
  }

  private void answer(JsonNode query, String rest) {
    assertThat(answered(query, rest).path("ok").asBoolean()).isTrue();
  }

  private JsonNode answered(JsonNode query, String rest) {
    return call(
        "answerPreCheckoutQuery",
        "{'pre_checkout_query_id':'%s',%s}".formatted(query.path("id").asText(), rest));
  }

  private JsonNode ok(String method, String parameters) {
    JsonNode answer = call(method, parameters);
    assertThat(answer.path("ok").asBoolean()).describedAs("%s: %s", method, answer).isTrue();
    return answer.path("result");
  }

  private JsonNode call(String method, String parameters) {
    return caller.post("/bot42:token/" + method, parameters.replace('\'', '"')).body();
  }

  private List<JsonNode> updates() {
    List<JsonNode> found = new ArrayList<>();
    for (JsonNode update : call("getUpdates", "{'offset':%d}".formatted(next)).path("result")) {
      next = update.path("update_id").asInt() + 1;
      found.add(update);
    }
    return found;
  }
}
