// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.payments.order;

import chappe.common.money.Basket;
import chappe.common.money.Currency;
import chappe.common.record.InvoiceRequest;
import chappe.common.record.InvoiceRequest.Line;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// What Telegram and this line ask of an invoice, so that a mistake is told to the bot's author and
/// not found out by whoever wants to pay. Pure.
///
/// @param providerToken whether there is one: without it only Stars can be asked for
public record InvoiceRules(boolean providerToken) {
  /// What a signed payload has room for.
  public static final int LONGEST_ORDER = 64;

  private static final Pattern ORDER = Pattern.compile("[A-Za-z0-9_.:~-]{1," + LONGEST_ORDER + "}");
  private static final int LONGEST_TITLE = 32;
  private static final int LONGEST_DESCRIPTION = 255;
  private static final int MONTH_SECONDS = 2_592_000;

  /// Parameters that are the line's own to set.
  private static final Set<String> OURS =
      Set.of(
          "chat_id",
          "title",
          "description",
          "payload",
          "provider_token",
          "currency",
          "prices",
          "need_name",
          "need_email",
          "need_shipping_address");

  /// What is not as it must be, each in a few words; empty where all is well.
  public List<String> mistakes(InvoiceRequest request) {
    List<String> mistakes = new ArrayList<>();
    check(
        mistakes,
        ORDER.matcher(request.order()).matches(),
        "order: 1 to 64 of A-Z, a-z, 0-9 and _ . : ~ -");
    check(mistakes, !request.name().isBlank(), "name: what is sold");
    check(mistakes, fits(request.title(), LONGEST_TITLE), "title: 1 to 32 characters");
    check(
        mistakes,
        fits(request.description(), LONGEST_DESCRIPTION),
        "description: 1 to 255 characters");
    check(mistakes, !request.lines().isEmpty(), "lines: at least one");
    check(
        mistakes,
        request.lines().stream().noneMatch(it -> it.label().isBlank()),
        "lines: each with a label");
    options(mistakes, request);
    Currency.of(request.currency())
        .ifPresentOrElse(
            it -> amount(mistakes, request, it),
            () -> mistakes.add("currency: one that Telegram takes"));
    return mistakes;
  }

  private void amount(List<String> mistakes, InvoiceRequest request, Currency currency) {
    try {
      check(
          mistakes,
          currency.takes(Basket.sum(request.lines())),
          "lines: together %s to %s"
              .formatted(currency.text(currency.least()), currency.text(currency.most())));
    } catch (IllegalArgumentException e) {
      mistakes.add("lines: " + e.getMessage());
    }
    check(
        mistakes,
        providerToken || currency.isStars(),
        "currency: without PAYMENT_PROVIDER_TOKEN only XTR");
    if (currency.isStars()) {
      check(
          mistakes,
          !request.needName() && !request.needEmail() && !request.needShippingAddress(),
          "XTR: neither name, e-mail nor shipping address can be asked for");
      check(
          mistakes,
          !request.options().has("shipping_options") && !request.options().has("max_tip_amount"),
          "XTR: neither shipping nor tips");
    }
  }

  private static void options(List<String> mistakes, InvoiceRequest request) {
    var options = request.options();
    check(mistakes, options.isNull() || options.isObject(), "options: a JSON object");
    check(
        mistakes,
        OURS.stream().noneMatch(options::has),
        "options: further parameters of sendInvoice only");
    check(
        mistakes,
        !options.has("subscription_period")
            || (options.path("subscription_period").asInt() == MONTH_SECONDS
                && request.currency().equals(Currency.STARS)),
        "subscription_period: 2592000, and XTR");
    check(
        mistakes,
        options
            .path("shipping_options")
            .valueStream()
            .flatMap(it -> it.path("prices").valueStream())
            .allMatch(it -> it.path("amount").canConvertToLong()),
        "shipping_options: prices with amounts");
  }

  /// The lines as Telegram takes them: Stars in one.
  public static List<Line> prices(InvoiceRequest request) {
    return request.currency().equals(Currency.STARS) && request.lines().size() > 1
        ? List.of(new Line(request.title(), Basket.sum(request.lines())))
        : request.lines();
  }

  private static boolean fits(String text, int most) {
    return !text.isBlank()
        && text.codePointCount(0, text.length()) <= most
        && StandardCharsets.UTF_8.newEncoder().canEncode(text);
  }

  private static void check(List<String> mistakes, boolean well, String expected) {
    if (!well) {
      mistakes.add(expected);
    }
  }
}
