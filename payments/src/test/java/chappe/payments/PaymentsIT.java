// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chappe.common.database.Database;
import chappe.common.database.DatabaseSettings;
import chappe.common.database.Migrations;
import chappe.common.json.Json;
import chappe.common.lifecycle.Service;
import chappe.common.lifecycle.Supervisor;
import chappe.common.record.Check;
import chappe.common.record.Event;
import chappe.common.record.InvoiceRequest;
import chappe.common.record.InvoiceRequest.Line;
import chappe.common.record.RefundRequest;
import chappe.common.record.Verdict;
import chappe.common.settings.Secret;
import chappe.common.settings.Settings;
import chappe.embedded.EmbeddedKafka;
import chappe.embedded.junit.EmbeddedServers;
import chappe.embedded.junit.FreshDatabase;
import chappe.payments.ledger.Books;
import chappe.payments.ledger.Charge;
import chappe.payments.order.Flag;
import chappe.payments.order.OrderState;
import chappe.payments.order.Orders;
import chappe.simulator.Simulator;
import chappe.simulator.ledger.CallFilter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(120)
@ExtendWith(EmbeddedServers.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PaymentsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String TOKEN = "123456:AAbbCCddEEffGGhhIIjjKKllMMnnOOppQQr";

  private final Simulator telegram = Simulator.start();
  private final chappe.payments.Line line;
  private final Database database;
  private final Books books;
  private final Settings settings;
  private Service payments;

  PaymentsIT(EmbeddedKafka kafka, FreshDatabase fresh) {
    var at = new DatabaseSettings(Secret.of(fresh.url()), 4);
    Migrations.migrate(at, List.of("common", "payments"));
    database = Database.open(at, "test");
    books = new Books(database.jdbi(), InstantSource.system());
    line = new chappe.payments.Line(kafka.bootstrapServers());
    line.announce(List.of("checked"));
    settings =
        Settings.of(
            Map.of(
                "BOT_TOKEN",
                TOKEN,
                "TELEGRAM_API_URL",
                telegram.url().toString(),
                "KAFKA_BOOTSTRAP_SERVERS",
                kafka.bootstrapServers(),
                "DATABASE_URL",
                fresh.url(),
                "ENABLE_PAYMENTS",
                "true",
                "PAYMENT_PROVIDER_TOKEN",
                "1:TEST:a-provider",
                "INSTANCE_NAME",
                "test",
                "PAYMENTS_PORT",
                "0"));
    payments = PaymentsMain.start(settings, new Supervisor());
  }

  @AfterAll
  void close() {
    payments.close();
    line.close();
    telegram.close();
    database.close();
  }

  @Test
  void anInvoiceIsSentAskedForPaidAndFulfilledOnce() {
    line.invoice(
        "demo:1:1", request("whole", 7, List.of(new Line("Year", 40), new Line("Tea", 10))));
    var invoice = line.invoice("demo:1:1");
    assertThat(invoice.path("chat_id").asLong()).isEqualTo(7);
    assertThat(invoice.path("provider_token").asText("no")).isEmpty();
    assertThat(invoice.path("prices")).hasSize(1);
    assertThat(invoice.at("/prices/0/amount").asInt()).isEqualTo(50);
    assertThat(invoice.has("need_name")).isFalse();
    var payload = invoice.path("payload").asText();

    var asked = line.update(7, "pre_checkout_query", query(payload, "XTR", "50"));
    assertThat(line.answer(asked).path("ok").asBoolean()).isTrue();
    assertThat(line.command(asked + ":answer").expiresAt()).isNotNull();

    var paid = line.update(7, "message", payment("c1", payload, "XTR", "50"));
    var event = Json.read(line.await("demo:charge:c1:paid").value(), Event.PaymentMade.class);
    assertThat(event.order()).isEqualTo("whole");
    assertThat(event.name()).isEqualTo("premium");

    // Telegram says it again, under the same update and later under another one
    line.redeliver(paid, 7, "message", payment("c1", payload, "XTR", "50"), Instant.now());
    line.update(7, "message", payment("c1", payload, "XTR", "50"));
    await().atMost(PATIENCE).until(() -> line.all("demo:charge:c1:paid").size() == 2);
    assertThat(line.all("demo:charge:c1:paid"))
        .allSatisfy(
            it -> assertThat(Json.read(it.value(), Event.PaymentMade.class)).isEqualTo(event));
    assertThat(books.chargesOf("demo", "whole")).hasSize(1);

    assertThat(refusal(7, payload, "XTR", "50")).isEqualTo("Payment already processed");
  }

  @ParameterizedTest
  @CsvSource({
    "1.abcdef.bad.forged, USD, 1207, Payment validation failed",
    "'', USD, 1207, Payment validation failed",
    "own, USD, 1206, 'Amount mismatch: expected 12.07 USD, got 12.06 USD'",
    "own, USD, 9223372036854775807, 'Amount mismatch: expected 12.07 USD, got 92233720368547758.07"
        + " USD'",
    "own, USD, 9223372036854775808, 'Amount mismatch: expected 12.07 USD, got ?'",
    "own, EUR, 1207, Payment validation failed",
    "own, BTC, 1207, Payment validation failed"
  })
  void whatIsWrongIsRefusedForPeople(String payload, String currency, String amount, String text) {
    var own = payload("wrong", 7, "USD", 1207);
    assertThat(refusal(7, payload.equals("own") ? own : payload, currency, amount)).isEqualTo(text);
  }

  @Test
  void threeDecimalsAreThreeDecimals() {
    var payload = payload("dinar", 7, "KWD", 1207);
    assertThat(refusal(7, payload, "KWD", "12070"))
        .isEqualTo("Amount mismatch: expected 1.207 KWD, got 12.070 KWD");
    var asked = line.update(7, "pre_checkout_query", query(payload, "KWD", "1207"));
    assertThat(line.answer(asked).path("ok").asBoolean()).isTrue();
  }

  @Test
  void aStrangerIsRefusedAndACancelledOrderToo() {
    var payload = payload("mine", 7, "USD", 1207);
    assertThat(refusal(8, payload, "USD", "1207")).isEqualTo("User not found");
    books.cancel("demo", "mine");
    assertThat(refusal(7, payload, "USD", "1207")).isEqualTo("This order was cancelled");
  }

  @ParameterizedTest
  @CsvSource({
    "f1, forged, USD, 1207, FOREIGN_PAYLOAD",
    "f2, own, USD, 9223372036854775807, AMOUNT",
    "f3, own, BTC, 1207, CURRENCY"
  })
  void whatWasPaidWronglyIsBookedWithAFlag(
      String charge, String payload, String currency, String amount, Flag flag) {
    var own = payload("flagged", 7, "USD", 1207);
    line.update(
        7, "message", payment(charge, payload.equals("own") ? own : payload, currency, amount));
    await().atMost(PATIENCE).until(() -> books.charge("demo", charge).isPresent());
    assertThat(books.charge("demo", charge).orElseThrow().flag()).contains(flag);
    assertThat(books.flaws("demo").none()).isTrue();
    assertThat(books.order("demo", "flagged").orElseThrow().state())
        .isEqualTo(new OrderState.Open());
    assertThat(line.all("demo:charge:" + charge + ":paid")).isEmpty();
  }

  @Test
  void aPaymentThatCannotBeBookedIsKeptForAPerson() {
    var update = line.update(7, "message", payment("c9", "p", "USD", "9223372036854775808"));
    assertThat(dead(update)).contains("amount cannot be booked");
  }

  @Test
  void aMistakenInvoiceIsADeadLetterThatSaysWhy() {
    line.invoice("demo:2:1", Orders.request("mistaken", "BTC", 1207));
    assertThat(dead("demo:2:1")).contains("currency: one that Telegram takes");
  }

  @Test
  void theBotIsAskedAndItsWordCounts() {
    var payload = checkedPayload("asked", 7);
    var asked = line.update(7, "pre_checkout_query", query(payload, "XTR", "50"));
    var check = Json.read(line.await(asked + ":check").value(), Check.class);
    assertThat(check.order()).isEqualTo("asked");
    assertThat(check.deadline()).isAfter(Instant.now());
    line.verdict("v1", 7, new Verdict(1, asked + ":check", check.query(), true, null));
    assertThat(line.answer(asked).path("ok").asBoolean()).isTrue();

    var again = line.update(7, "pre_checkout_query", query(payload, "XTR", "50"));
    line.await(again + ":check");
    line.verdict("v2", 7, new Verdict(1, again + ":check", "q", false, "Sold out"));
    assertThat(line.answer(again).path("error_message").asText()).isEqualTo("Sold out");
    // a later word of the bot changes nothing
    line.verdict("v3", 7, new Verdict(1, again + ":check", "q", true, null));
    await().atMost(PATIENCE).until(() -> metrics().contains("outcome=\"late\",} 1.0"));
    assertThat(line.all(again + ":answer")).hasSize(1);
  }

  @Test
  void whereTheBotSaysNothingTheClockRefuses() {
    var payload = checkedPayload("silent", 7);
    // received seven seconds ago: one second is left
    var asked =
        line.update(
            7, "pre_checkout_query", query(payload, "XTR", "50"), Instant.now().minusSeconds(7));
    line.await(asked + ":check");
    assertThat(line.answer(asked).path("error_message").asText())
        .isEqualTo("The shop does not answer right now, please try again");
  }

  @Test
  void aQuestionOfAnInstanceThatIsGoneIsAnsweredByTheNext() {
    var payload = checkedPayload("taken-over", 7);
    var asked =
        line.update(
            7, "pre_checkout_query", query(payload, "XTR", "50"), Instant.now().minusSeconds(5));
    line.await(asked + ":check");
    payments.close();
    payments = PaymentsMain.start(settings, new Supervisor());
    assertThat(line.answer(asked).path("ok").asBoolean(true)).isFalse();
  }

  @Test
  void aSecondPaymentIsFlaggedAndTelegramIsAskedToGiveItBack() {
    var payload = payload("twice", 7, "XTR", 50);
    line.update(7, "message", payment("t1", payload, "XTR", "50"));
    line.await("demo:charge:t1:paid");
    line.update(8, "message", payment("t2", payload, "XTR", "50"));
    // the simulator has never heard of this charge, and says so
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                books
                    .charge("demo", "t2")
                    .filter(it -> it.state() == Charge.State.REFUND_FAILED)
                    .isPresent());
    assertThat(telegram.calls(CallFilter.method("refundStarPayment")))
        .anySatisfy(
            it ->
                assertThat(it.parameters().path("telegram_payment_charge_id").asText())
                    .isEqualTo("t2"));
    assertThat(line.all("demo:charge:t2:paid")).isEmpty();

    line.update(8, "message", refund("t2", payload));
    await()
        .atMost(PATIENCE)
        .until(() -> books.charge("demo", "t2").orElseThrow().state() == Charge.State.REFUNDED);
    // its bot was never told that it was paid
    assertThat(line.all("demo:charge:t2:refunded")).isEmpty();

    line.update(7, "message", refund("t1", payload));
    assertThat(Json.read(line.await("demo:charge:t1:refunded").value(), Event.Refund.class).order())
        .isEqualTo("twice");
    assertThat(books.flaws("demo").none()).isTrue();
  }

  @Test
  void aRefundOfAPaymentThatWasNeverHeardOfIsBookedWithIt() {
    line.update(7, "message", refund("unseen", "p"));
    await().atMost(PATIENCE).until(() -> books.charge("demo", "unseen").isPresent());
    await()
        .atMost(PATIENCE)
        .until(() -> books.charge("demo", "unseen").orElseThrow().state() == Charge.State.REFUNDED);
    assertThat(books.charge("demo", "unseen").orElseThrow().flag()).contains(Flag.UNSEEN);
    assertThat(books.flaws("demo").none()).isTrue();
  }

  @Test
  void aBotWantsMoneyGivenBack() {
    var payload = payload("wanted", 7, "USD", 1207);
    line.update(7, "message", payment("w1", payload, "USD", "1207"));
    line.await("demo:charge:w1:paid");
    line.request("demo:3:1", 7, RefundRequest.TYPE, new RefundRequest(1, "w1"));
    await()
        .atMost(PATIENCE)
        .until(
            () -> books.charge("demo", "w1").orElseThrow().state() == Charge.State.REFUND_BY_HAND);
    line.request("demo:4:1", 7, RefundRequest.TYPE, new RefundRequest(1, "no such charge"));
    assertThat(dead("demo:4:1")).contains("no such payment");
  }

  @Test
  void ofTwoHundredPaymentsOfOneOrderOneIsFulfilled() {
    var payload = payload("crowd", -7, "XTR", 50);
    IntStream.range(0, 200)
        .forEach(it -> line.update(100 + it, "message", payment("m" + it, payload, "XTR", "50")));
    await().atMost(PATIENCE).until(() -> books.chargesOf("demo", "crowd").size() == 200);
    assertThat(books.chargesOf("demo", "crowd").stream().filter(it -> it.flag().isEmpty()))
        .hasSize(1);
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                IntStream.range(0, 200)
                        .filter(it -> !line.all("demo:charge:m" + it + ":paid").isEmpty())
                        .count()
                    == 1);
    assertThat(books.flaws("demo").none()).isTrue();
  }

  @Test
  void shippingIsAnsweredByTheOrdersOptions() {
    var options =
        "{'shipping_options':[{'id':'air','title':'Air','prices':[{'label':'l','amount':300}]}]}";
    line.invoice(
        "demo:5:1",
        Orders.request("shipped", "USD", List.of(new Line("Price", 1000)), false, null, options));
    var invoice = line.invoice("demo:5:1");
    assertThat(invoice.path("is_flexible").asBoolean()).isTrue();
    assertThat(invoice.has("shipping_options")).isFalse();
    var payload = invoice.path("payload").asText();
    var asked =
        line.update(
            7,
            "shipping_query",
            "{'id':'s1','from':{'id':7},'invoice_payload':'%s'}".formatted(payload));
    assertThat(line.answer(asked).at("/shipping_options/0/id").asText()).isEqualTo("air");
    assertThat(
            line.answer(
                    line.update(
                        7,
                        "pre_checkout_query",
                        query(payload, "USD", "1300")
                            .replace("}}", "},'shipping_option_id':'air'}")))
                .path("ok")
                .asBoolean())
        .isTrue();
  }

  @Test
  void noSecretStandsInAnyRecord() {
    line.invoice("demo:6:1", Orders.request("secret", "USD", 1207));
    var sent = new String(line.await("demo:6:1:1").value(), StandardCharsets.UTF_8);
    assertThat(sent).doesNotContain("1:TEST:a-provider", TOKEN).contains("setting:PAYMENT");
  }

  private String payload(String order, long chat, String currency, long amount) {
    var request = Orders.request(order, currency, amount);
    line.invoice("demo:" + order + ":1", at(chat, request, "premium"));
    return line.invoice("demo:" + order + ":1").path("payload").asText();
  }

  private String checkedPayload(String order, long chat) {
    line.invoice("demo:" + order + ":1", at(chat, Orders.request(order, "XTR", 50), "checked"));
    return line.invoice("demo:" + order + ":1").path("payload").asText();
  }

  private static InvoiceRequest request(String order, long chat, List<Line> lines) {
    return at(chat, Orders.request(order, "XTR", lines, false, null, "null"), "premium");
  }

  private static InvoiceRequest at(long chat, InvoiceRequest request, String name) {
    return new InvoiceRequest(
        1,
        name,
        request.order(),
        chat,
        request.title(),
        request.description(),
        request.currency(),
        request.lines(),
        false,
        false,
        false,
        false,
        null,
        NullNode.getInstance(),
        Json.object().put("level", 2));
  }

  private String refusal(long user, String payload, String currency, String amount) {
    JsonNode answer =
        line.answer(
            line.update(user, "pre_checkout_query", query(user, payload, currency, amount)));
    assertThat(answer.path("ok").asBoolean(true)).isFalse();
    return answer.path("error_message").asText();
  }

  private static String query(String payload, String currency, String amount) {
    return query(7, payload, currency, amount);
  }

  private static String query(long user, String payload, String currency, String amount) {
    return "{'id':'q','currency':'%s','total_amount':%s,'invoice_payload':'%s','from':{'id':%d}}"
        .formatted(currency, amount, payload, user);
  }

  private static String payment(String charge, String payload, String currency, String amount) {
    return "{'chat':{'id':7},'from':{'id':7},'successful_payment':{'currency':'%s','total_amount':%s,'invoice_payload':'%s','telegram_payment_charge_id':'%s','provider_payment_charge_id':''}}"
        .formatted(currency, amount, payload, charge);
  }

  private static String refund(String charge, String payload) {
    return "{'chat':{'id':7},'from':{'id':7},'refunded_payment':{'currency':'XTR','total_amount':50,'invoice_payload':'%s','telegram_payment_charge_id':'%s'}}"
        .formatted(payload, charge);
  }

  /// Why a record was put aside.
  private String dead(String id) {
    var headers = line.await(id).headers();
    return Stream.of(headers.toArray())
        .map(it -> new String(it.value(), StandardCharsets.UTF_8))
        .reduce("", (a, b) -> a + " " + b);
  }

  private String metrics() throws Exception {
    try (var client = java.net.http.HttpClient.newHttpClient()) {
      return client
          .send(
              java.net.http.HttpRequest.newBuilder(
                      java.net.URI.create("http://127.0.0.1:" + payments.port() + "/metrics"))
                  .build(),
              java.net.http.HttpResponse.BodyHandlers.ofString())
          .body();
    }
  }
}
