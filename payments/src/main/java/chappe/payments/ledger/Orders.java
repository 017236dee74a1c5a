// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.payments.ledger;

import chappe.common.json.Json;
import chappe.common.record.InvoiceRequest;
import chappe.common.record.RecordKey;
import chappe.payments.order.Order;
import chappe.payments.order.OrderState;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// The table of orders. Thread-safe; every method works in the handle's transaction.
final class Orders {
  private static final String COLUMNS =
      "select record_key, request, amount, is_link, state, charge, created_at from payments.orders"
          + " ";

  private Orders() {}

  /// Adds one.
  ///
  /// @return whether there was none of that id
  static boolean add(Handle handle, Order order) {
    return handle
            .createUpdate(
                """
                insert into payments.orders (
                  bot, id, record_key, name, currency, amount, request, is_link, state, created_at,
                  changed_at)
                values (:bot, :id, :key, :name, :currency, :amount, cast(:request as json), :link,
                  'open', :now, :now)
                on conflict (bot, id) do nothing
                """)
            .bind("bot", order.bot())
            .bind("id", order.id())
            .bind("key", order.key().toString())
            .bind("name", order.request().name())
            .bind("currency", order.request().currency())
            .bind("amount", order.amount())
            .bind("request", new String(Json.bytes(order.request()), StandardCharsets.UTF_8))
            .bind("link", order.link())
            .bind("now", Times.of(order.createdAt()))
            .execute()
        > 0;
  }

  static Optional<Order> find(Handle handle, String bot, String id) {
    return find(handle, bot, id, "where bot = :bot and id = :id");
  }

  /// The same, and nobody else changes it before this transaction ends.
  static Optional<Order> locked(Handle handle, String bot, String id) {
    return find(handle, bot, id, "where bot = :bot and id = :id for update");
  }

  private static Optional<Order> find(Handle handle, String bot, String id, String where) {
    return handle
        .createQuery(COLUMNS + where)
        .bind("bot", bot)
        .bind("id", id)
        .map((row, _) -> order(row))
        .findOne();
  }

  /// The newest orders of a bot.
  ///
  /// @param state empty: of all
  static List<Order> newest(Handle handle, String bot, String state, int most) {
    return handle
        .createQuery(
            COLUMNS
                + """
                where bot = :bot and (:state = '' or state = :state)
                order by created_at desc, id limit :most
                """)
        .bind("bot", bot)
        .bind("state", state)
        .bind("most", most)
        .map((row, _) -> order(row))
        .list();
  }

  static void moves(Handle handle, Order order, OrderState after, Instant now) {
    handle
        .createUpdate(
            """
            update payments.orders set state = :state, charge = :charge, changed_at = :now
            where bot = :bot and id = :id
            """)
        .bind("state", after.label())
        .bind("charge", after.counted().orElse(null))
        .bind("now", Times.of(now))
        .bind("bot", order.bot())
        .bind("id", order.id())
        .execute();
  }

  static void linked(Handle handle, Order order, String link) {
    handle
        .createUpdate("update payments.orders set link = :link where bot = :bot and id = :id")
        .bind("link", link)
        .bind("bot", order.bot())
        .bind("id", order.id())
        .execute();
  }

  static Optional<String> link(Handle handle, Order order) {
    return handle
        .createQuery(
            "select link from payments.orders where bot = :bot and id = :id and link is not null")
        .bind("bot", order.bot())
        .bind("id", order.id())
        .mapTo(String.class)
        .findOne();
  }

  private static Order order(ResultSet row) throws SQLException {
    return new Order(
        RecordKey.parse(row.getString("record_key")),
        Json.read(row.getString("request").getBytes(StandardCharsets.UTF_8), InvoiceRequest.class),
        row.getLong("amount"),
        row.getBoolean("is_link"),
        OrderState.of(row.getString("state"), Optional.ofNullable(row.getString("charge"))),
        Times.read(row, "created_at"));
  }
}
