// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.payments.order;

import chappe.common.json.Json;
import chappe.common.record.InvoiceRequest;
import chappe.common.record.InvoiceRequest.Line;
import chappe.common.record.RecordKey;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Orders for tests.
public final class Orders {
  public static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");

  private Orders() {}

  public static InvoiceRequest request(String id, String currency, long amount) {
    return request(id, currency, List.of(new Line("Price", amount)), false, null, "null");
  }

  public static InvoiceRequest request(
      String id,
      String currency,
      List<Line> lines,
      boolean repeatable,
      @Nullable Instant expiresAt,
      String options) {
    return new InvoiceRequest(
        1,
        "premium",
        id,
        7,
        "Premium",
        "A year of it",
        currency,
        lines,
        false,
        false,
        false,
        repeatable,
        expiresAt,
        json(options),
        NullNode.getInstance());
  }

  public static Order order(InvoiceRequest request) {
    return Order.open(RecordKey.chat("demo", request.chat()), request, false, NOON);
  }

  public static Order order(String id, String currency, long amount) {
    return order(request(id, currency, amount));
  }

  public static Order in(OrderState state, Order order) {
    return new Order(
        order.key(), order.request(), order.amount(), order.link(), state, order.createdAt());
  }

  public static JsonNode json(String text) {
    return Json.tree(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }
}
