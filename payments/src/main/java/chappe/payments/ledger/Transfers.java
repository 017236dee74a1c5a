// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.payments.ledger;

import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// The ledger's own tables: transfers and their entries, which the database lets nobody change, and
/// takes only where they sum to zero. Thread-safe; every method works in the handle's transaction.
final class Transfers {
  private static final String TELEGRAM = "telegram";
  private static final String SALES = "sales";
  private static final String REFUNDS = "refunds";
  private static final String HELD = "held";

  private Transfers() {}

  /// What a charge brought in: sold, or held where nothing was given for it. Booked once.
  static void payment(Handle handle, Charge charge, Instant now) {
    book(handle, charge, "payment", charge.amount(), charge.flag().isPresent() ? HELD : SALES, now);
  }

  /// What went back. Booked once.
  static void refund(Handle handle, Charge charge, Instant now) {
    book(
        handle,
        charge,
        "refund",
        -charge.amount(),
        charge.flag().isPresent() ? HELD : REFUNDS,
        now);
  }

  private static void book(
      Handle handle, Charge charge, String kind, long amount, String against, Instant now) {
    if (amount == 0) {
      return;
    }
    handle
        .createUpdate(
            """
            with transfer as (
              insert into payments.transfers (bot, charge, kind, booked_at)
              values (:bot, :charge, :kind, :now)
              on conflict (bot, charge, kind) do nothing
              returning id)
            insert into payments.entries (transfer, account, currency, amount)
            select transfer.id, account, :currency, change
            from transfer, (values (:telegram, :amount), (:against, -(:amount)))
              as entry (account, change)
            """)
        .bind("bot", charge.bot())
        .bind("charge", charge.id())
        .bind("kind", kind)
        .bind("now", Times.of(now))
        .bind("currency", charge.currency())
        .bind("telegram", TELEGRAM)
        .bind("against", against)
        .bind("amount", amount)
        .execute();
  }

  /// What stands on each account of a bot.
  static List<Balance> balances(Handle handle, String bot) {
    return handle
        .createQuery(
            """
            select account, currency, sum(amount)::text as amount
            from payments.entries join payments.transfers on id = transfer
            where bot = :bot group by account, currency order by currency, account
            """)
        .bind("bot", bot)
        .map((row, _) -> balance(row))
        .list();
  }

  /// Transfers that do not sum to zero, which the database should not have taken, by their charges.
  static List<String> unbalanced(Handle handle, String bot) {
    return handle
        .createQuery(
            """
            select charge || ' ' || kind from payments.transfers
            left join payments.entries on transfer = id
            where bot = :bot
            group by id, charge, kind, currency
            having coalesce(sum(amount), 1) <> 0 order by 1
            """)
        .bind("bot", bot)
        .mapTo(String.class)
        .list();
  }

  /// Charges whose transfers are not those of their state, by their ids.
  static List<String> orphans(Handle handle, String bot) {
    return handle
        .createQuery(
            """
            select c.id from payments.charges c
            left join payments.transfers t on t.bot = c.bot and t.charge = c.id
            where c.bot = :bot and c.amount <> 0
            group by c.id, c.state
            having count(*) filter (where kind = 'payment') <> 1
              or count(*) filter (where kind = 'refund')
                <> (case when c.state = 'refunded' then 1 else 0 end)
            order by c.id
            """)
        .bind("bot", bot)
        .mapTo(String.class)
        .list();
  }

  private static Balance balance(ResultSet row) throws SQLException {
    return new Balance(
        row.getString("account"),
        row.getString("currency"),
        new BigInteger(row.getString("amount")));
  }
}
