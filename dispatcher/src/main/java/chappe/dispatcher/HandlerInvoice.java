// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import chappe.bot.Invoice;
import chappe.common.json.Json;
import chappe.common.money.Basket;
import chappe.common.money.Currency;
import chappe.common.money.TaxRounding;
import chappe.common.record.InvoiceRequest;
import chappe.common.record.InvoiceRequest.Line;
import chappe.common.record.RecordKey;
import chappe.common.record.Topic;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// An invoice in the making. Confined to its handler's call.
final class HandlerInvoice implements Invoice {
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
  private static final String START_PARAMETER = "start_parameter";
  private static final Pattern ORDER = Pattern.compile("[^\\s\\p{Cntrl}]+");
  private static final int LONGEST_ORDER = 64;
  private static final int LONGEST_TITLE = 32;
  private static final int LONGEST_DESCRIPTION = 255;

  private final Outbox outbox;
  private final String name;
  private final ObjectNode options = Json.object().put(START_PARAMETER, "payment");
  private OptionalLong chat;
  private String order;
  private String title = "";
  private String description = "";
  private String currency = "USD";
  private Basket basket = Basket.rounding(TaxRounding.HALF_EVEN);
  private boolean needName = true;
  private boolean needEmail = true;
  private boolean needShippingAddress;
  private boolean repeatable;
  private @Nullable Instant expiresAt;
  private JsonNode data = NullNode.getInstance();

  /// @param name of what is sold
  /// @param chat where it appears; empty where the update has none
  /// @param order its id, unless it is given another one
  HandlerInvoice(Outbox outbox, String name, OptionalLong chat, String order) {
    this.outbox = outbox;
    this.name = EventRoutes.checked("invoice", name);
    this.chat = chat;
    this.order = order;
  }

  @Override
  public Invoice title(String text) {
    title = checked("title", text, LONGEST_TITLE);
    return this;
  }

  @Override
  public Invoice description(String text) {
    description = checked("description", text, LONGEST_DESCRIPTION);
    return this;
  }

  private static String checked(String what, String text, int longest) {
    if (text.isBlank() || text.length() > longest) {
      throw new IllegalArgumentException(
          "the %s of an invoice has 1 to %d characters".formatted(what, longest));
    }
    return text;
  }

  @Override
  public Invoice currency(String code) {
    if (Currency.of(code).isEmpty()) {
      throw new IllegalArgumentException("Telegram takes no currency '" + code + "'");
    }
    currency = code;
    return this;
  }

  @Override
  public Invoice stars(long amount) {
    currency = InvoiceRequest.STARS;
    needName = false;
    needEmail = false;
    needShippingAddress = false;
    options.remove(START_PARAMETER);
    return price(amount);
  }

  @Override
  public Invoice item(String label, long amount) {
    basket = basket.item(label, amount);
    return this;
  }

  @Override
  public Invoice discount(String label, long amount) {
    basket = basket.discount(label, amount);
    return this;
  }

  @Override
  public Invoice tax(BigDecimal percent) {
    basket = basket.tax(percent);
    return this;
  }

  @Override
  public Invoice rounding(TaxRounding rounding) {
    if (!basket.lines().isEmpty()) {
      throw new IllegalStateException("how taxes are rounded is said before the first line");
    }
    basket = Basket.rounding(rounding);
    return this;
  }

  @Override
  public Invoice needName(boolean needed) {
    needName = needed;
    return this;
  }

  @Override
  public Invoice needEmail(boolean needed) {
    needEmail = needed;
    return this;
  }

  @Override
  public Invoice needShippingAddress(boolean needed) {
    needShippingAddress = needed;
    return this;
  }

  @Override
  public Invoice option(String parameter, Object value) {
    if (OURS.contains(parameter)) {
      throw new IllegalArgumentException(
          "the invoice has a method of its own for " + parameter + ", or sets it itself");
    }
    options.set(parameter, Json.tree(value));
    return this;
  }

  @Override
  public Invoice repeatable() {
    repeatable = true;
    return this;
  }

  @Override
  public Invoice expiresAfter(Duration duration) {
    if (!duration.isPositive()) {
      throw new IllegalArgumentException("an expiry must be over zero");
    }
    expiresAt = outbox.now().plus(duration);
    return this;
  }

  @Override
  public Invoice order(String id) {
    if (!ORDER.matcher(id).matches()
        || id.getBytes(StandardCharsets.UTF_8).length > LONGEST_ORDER) {
      throw new IllegalArgumentException("an order's id has 1 to 64 bytes without blanks: " + id);
    }
    order = id;
    return this;
  }

  @Override
  public Invoice data(Object given) {
    data = Json.tree(given);
    return this;
  }

  @Override
  public Invoice to(long other) {
    chat = OptionalLong.of(other);
    return this;
  }

  @Override
  public String send() {
    long where =
        chat.orElseThrow(
            () -> new IllegalStateException("the update has no chat: say to(…) where it goes"));
    var request = request(where);
    var key = RecordKey.chat(outbox.origin().bot(), where);
    outbox.add("an invoice", post -> post.emit(Topic.INVOICES, key, InvoiceRequest.TYPE, request));
    return order;
  }

  private InvoiceRequest request(long where) {
    if (title.isEmpty() || description.isEmpty() || basket.lines().isEmpty()) {
      throw new IllegalArgumentException("an invoice needs a title, a description and a price");
    }
    var known = Currency.of(currency).orElseThrow();
    if (!known.takes(basket.total())) {
      throw new IllegalArgumentException(
          "Telegram takes %s to %s, not %s"
              .formatted(
                  known.text(known.least()), known.text(known.most()), known.text(basket.total())));
    }
    List<Line> lines = known.isStars() ? basket.inOneLine(title) : basket.lines();
    return new InvoiceRequest(
        1,
        name,
        order,
        where,
        title,
        description,
        currency,
        lines,
        needName,
        needEmail,
        needShippingAddress,
        repeatable,
        expiresAt,
        Optional.<JsonNode>of(options).filter(it -> !it.isEmpty()).orElse(NullNode.getInstance()),
        data);
  }
}
