// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.payments.ledger;

import chappe.common.record.RecordKey;
import chappe.payments.ledger.Charge.State;
import chappe.payments.order.Flag;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// The table of charges. Thread-safe; every method works in the handle's transaction.
final class Charges {
  private static final String ALL = "select * from payments.charges ";

  private Charges() {}

  /// Adds one.
  ///
  /// @return whether there was none of that id
  static boolean add(Handle handle, Charge charge) {
    return handle
            .createUpdate(
                """
                insert into payments.charges (
                  bot, id, order_id, record_key, user_id, currency, amount, provider_charge, flag,
                  state, booked_at)
                values (:bot, :id, :order, :key, :user, :currency, :amount, :provider, :flag,
                  'booked', :now)
                on conflict (bot, id) do nothing
                """)
            .bind("bot", charge.bot())
            .bind("id", charge.id())
            .bind("order", charge.order().orElse(null))
            .bind("key", charge.key().toString())
            .bind("user", charge.user())
            .bind("currency", charge.currency())
            .bind("amount", charge.amount())
            .bind("provider", charge.providerCharge())
            .bind("flag", charge.flag().map(Flag::label).orElse(null))
            .bind("now", Times.of(charge.bookedAt()))
            .execute()
        > 0;
  }

  static Optional<Charge> find(Handle handle, String bot, String id) {
    return handle
        .createQuery(ALL + "where bot = :bot and id = :id")
        .bind("bot", bot)
        .bind("id", id)
        .map((row, _) -> charge(row))
        .findOne();
  }

  /// The same, and nobody else changes it before this transaction ends.
  static Optional<Charge> locked(Handle handle, String bot, String id) {
    return handle
        .createQuery(ALL + "where bot = :bot and id = :id for update")
        .bind("bot", bot)
        .bind("id", id)
        .map((row, _) -> charge(row))
        .findOne();
  }

  /// The payments of an order, in the order in which they were booked.
  static List<Charge> of(Handle handle, String bot, String order) {
    return handle
        .createQuery(ALL + "where bot = :bot and order_id = :order order by booked_at, id")
        .bind("bot", bot)
        .bind("order", order)
        .map((row, _) -> charge(row))
        .list();
  }

  /// Is to be given back, by Telegram from now on or by a person.
  static void refundWanted(Handle handle, Charge charge, Instant now) {
    handle
        .createUpdate(
            """
            update payments.charges
            set state = :state, tries = 0, trouble = null, try_at = :now
            where bot = :bot and id = :id and state in ('booked', 'refund_failed')
            """)
        .bind("state", label(charge.isStars() ? State.REFUND_WANTED : State.REFUND_BY_HAND))
        .bind("now", Times.of(now))
        .bind("bot", charge.bot())
        .bind("id", charge.id())
        .execute();
  }

  /// Takes charges whose turn to be given back it is; nobody else takes them for a while.
  static List<Charge> due(Handle handle, Instant now, Duration lease, int most) {
    return handle
        .createQuery(
            """
            update payments.charges set tries = tries + 1, try_at = :lease
            where (bot, id) in (
              select bot, id from payments.charges
              where state = 'refund_wanted' and try_at <= :now
              order by try_at limit :most for update skip locked)
            returning *
            """)
        .bind("now", Times.of(now))
        .bind("lease", Times.of(now.plus(lease)))
        .bind("most", most)
        .map((row, _) -> charge(row))
        .list();
  }

  /// How often Telegram was asked.
  static int tries(Handle handle, Charge charge) {
    return handle
        .createQuery("select tries from payments.charges where bot = :bot and id = :id")
        .bind("bot", charge.bot())
        .bind("id", charge.id())
        .mapTo(int.class)
        .one();
  }

  static void tryAgain(Handle handle, Charge charge, Instant at) {
    handle
        .createUpdate(
            """
            update payments.charges set try_at = :at
            where bot = :bot and id = :id and state = 'refund_wanted'
            """)
        .bind("at", Times.of(at))
        .bind("bot", charge.bot())
        .bind("id", charge.id())
        .execute();
  }

  static void refundFailed(Handle handle, Charge charge, String trouble) {
    handle
        .createUpdate(
            """
            update payments.charges set state = 'refund_failed', trouble = :trouble
            where bot = :bot and id = :id and state = 'refund_wanted'
            """)
        .bind("trouble", trouble)
        .bind("bot", charge.bot())
        .bind("id", charge.id())
        .execute();
  }

  static void refunded(Handle handle, Charge charge, Instant now) {
    handle
        .createUpdate(
            """
            update payments.charges
            set state = 'refunded', trouble = null, refunded_at = :now
            where bot = :bot and id = :id
            """)
        .bind("now", Times.of(now))
        .bind("bot", charge.bot())
        .bind("id", charge.id())
        .execute();
  }

  /// All charges of a bot, for the books to be compared.
  static List<Charge> all(Handle handle, String bot) {
    return handle
        .createQuery(ALL + "where bot = :bot order by booked_at, id")
        .bind("bot", bot)
        .map((row, _) -> charge(row))
        .list();
  }

  private static String label(State state) {
    return state.name().toLowerCase(Locale.ROOT);
  }

  private static Charge charge(ResultSet row) throws SQLException {
    return new Charge(
        RecordKey.parse(row.getString("record_key")),
        row.getString("id"),
        Optional.ofNullable(row.getString("order_id")),
        row.getLong("user_id"),
        row.getString("currency"),
        row.getLong("amount"),
        row.getString("provider_charge"),
        Optional.ofNullable(row.getString("flag")).map(Flag::of),
        State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
        Optional.ofNullable(row.getString("trouble")),
        Times.read(row, "booked_at"));
  }
}
