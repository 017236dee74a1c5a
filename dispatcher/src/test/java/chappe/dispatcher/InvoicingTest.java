// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import chappe.bot.Handler;
import chappe.bot.Invoice;
import chappe.common.json.Json;
import chappe.common.money.TaxRounding;
import chappe.common.record.InvoiceRequest;
import chappe.common.record.InvoiceRequest.Line;
import chappe.common.record.RefundRequest;
import chappe.common.record.Topic;
import com.fasterxml.jackson.databind.node.NullNode;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class InvoicingTest {
  @Test
  void anInvoiceHasItsDefaults() throws Exception {
    assertThat(request(it -> it.price(999)))
        .isEqualTo(
            new InvoiceRequest(
                1,
                "premium",
                "demo:1001:invoice:1",
                42,
                "Premium",
                "For a month",
                "USD",
                List.of(new Line("Price", 999)),
                true,
                true,
                false,
                false,
                null,
                Json.object().put("start_parameter", "payment"),
                NullNode.instance));
  }

  @Test
  void starsAskForNothingAndHaveOneLine() throws Exception {
    var request = request(it -> it.stars(50).item("More", 5));

    assertThat(request.currency()).isEqualTo("XTR");
    assertThat(request.lines()).containsExactly(new Line("Premium", 55));
    assertThat(request.needName() || request.needEmail() || request.needShippingAddress())
        .isFalse();
    assertThat(request.options().isEmpty() || request.options().isNull()).isTrue();
  }

  record Taxed(TaxRounding rounding, long tax, long total) {}

  static final List<Taxed> TAXED =
      List.of(new Taxed(TaxRounding.DOWN, 109, 1207), new Taxed(TaxRounding.HALF_EVEN, 110, 1208));

  @ParameterizedTest
  @FieldSource("TAXED")
  void taxesAreRoundedAsIsSaid(Taxed taxed) throws Exception {
    var lines =
        request(
                it ->
                    it.rounding(taxed.rounding())
                        .item("Month", 999)
                        .item("Support", 299)
                        .discount("Welcome", 200)
                        .tax(10))
            .lines();

    assertThat(lines)
        .containsExactly(
            new Line("Month", 999),
            new Line("Support", 299),
            new Line("Welcome", -200),
            new Line("Tax (10%)", taxed.tax()));
    assertThat(lines.stream().mapToLong(Line::amount).sum()).isEqualTo(taxed.total());
  }

  @Test
  void whatElseIsSaidIsPassedOn() throws Exception {
    var request =
        request(
            it ->
                it.currency("JPY")
                    .price(500)
                    .needName(false)
                    .needEmail(false)
                    .needShippingAddress(true)
                    .option("photo_url", "https://example.org/a.png")
                    .repeatable()
                    .expiresAfter(Duration.ofMinutes(5))
                    .order("mine")
                    .data(List.of(1))
                    .to(-7));

    assertThat(request.order()).isEqualTo("mine");
    assertThat(request.chat()).isEqualTo(-7);
    assertThat(request.repeatable()).isTrue();
    assertThat(request.expiresAt()).isEqualTo(OneBot.RECEIVED.plusSeconds(303));
    assertThat(request.options().path("photo_url").asText()).isEqualTo("https://example.org/a.png");
    assertThat(request.data().toString()).isEqualTo("[1]");
    assertThat(request.needName() || request.needEmail()).isFalse();
    assertThat(request.needShippingAddress()).isTrue();
  }

  static final List<Consumer<Invoice>> REFUSED =
      List.of(
          it -> it.title(""),
          it -> it.title("x".repeat(33)),
          it -> it.description("x".repeat(256)),
          it -> it.currency("ABC"),
          it -> it.price(-1),
          it -> it.price(100).discount("All", 100),
          it -> it.option("payload", "x"),
          it -> it.order("two words"),
          it -> it.order("é".repeat(33)),
          it -> it.expiresAfter(Duration.ZERO),
          it -> it.send(),
          it -> it.price(1).send(),
          it -> it.price(100_000_000).send());

  @ParameterizedTest
  @FieldSource("REFUSED")
  void whatTelegramWouldRefuseIsRefused(Consumer<Invoice> wrong) throws Exception {
    var bot =
        bot(
            context ->
                assertThatIllegalArgumentException()
                    .isThrownBy(
                        () ->
                            wrong.accept(
                                context.invoice("a").title("Premium").description("A month"))));

    assertThat(bot.handle(Updates.text("x")).all()).isEmpty();
  }

  @Test
  void anInvoiceGoesToAChat() throws Exception {
    var bot =
        OneBot.with(
            on ->
                on.poll(
                    context ->
                        assertThatIllegalStateException()
                            .isThrownBy(
                                () ->
                                    context
                                        .invoice("a")
                                        .title("b")
                                        .description("c")
                                        .price(500)
                                        .send())));

    assertThat(bot.handle(Updates.of("poll", "\"id\":\"1\"")).all()).isEmpty();
  }

  @Test
  void aRefundNamesThePayment() throws Exception {
    var sent = bot(it -> it.refund("charge-1")).handle(Updates.text("x")).only();

    assertThat(sent.topic()).isEqualTo(Topic.INVOICES);
    assertThat(sent.type()).isEqualTo(RefundRequest.TYPE);
    assertThat(sent.key()).isEqualTo("demo:42");
    assertThat(Json.read(sent.value(), RefundRequest.class))
        .isEqualTo(new RefundRequest(1, "charge-1"));
  }

  private static OneBot bot(Handler handler) {
    return OneBot.with(on -> on.text(handler));
  }

  private static InvoiceRequest request(Consumer<Invoice> more) throws Exception {
    var bot =
        bot(
            context -> {
              var invoice = context.invoice("premium").title("Premium").description("For a month");
              more.accept(invoice);
              assertThat(invoice.send()).isNotEmpty();
            });
    var sent = bot.handle(Updates.text("x")).only();
    assertThat(sent.topic()).isEqualTo(Topic.INVOICES);
    var request = Json.read(sent.value(), InvoiceRequest.class);
    assertThat(sent.key()).isEqualTo("demo:" + request.chat());
    return request;
  }
}
