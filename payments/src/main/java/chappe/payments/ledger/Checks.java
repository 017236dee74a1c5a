// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.payments.ledger;

import chappe.common.record.RecordKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// The table of questions to bots. Thread-safe; every method works in the handle's transaction.
final class Checks {
  /// In place of a verdict's id.
  private static final String TIME = "time";

  private Checks() {}

  /// Adds one that waits.
  ///
  /// @return whether it still waits, now or from before
  static boolean pending(Handle handle, PendingCheck check, Instant decideAt) {
    handle
        .createUpdate(
            """
            insert into payments.checks (
              id, bot, record_key, query, state, received_at, decide_at)
            values (:id, :bot, :key, :query, 'pending', :received, :decide)
            on conflict (id) do nothing
            """)
        .bind("id", check.id())
        .bind("bot", check.key().bot())
        .bind("key", check.key().toString())
        .bind("query", check.query())
        .bind("received", Times.of(check.receivedAt()))
        .bind("decide", Times.of(decideAt))
        .execute();
    return handle
        .createQuery("select state = 'pending' from payments.checks where id = :id")
        .bind("id", check.id())
        .mapTo(boolean.class)
        .one();
  }

  /// Decides one by a verdict, if nobody has yet. The same verdict decides the same a second time.
  ///
  /// @return the check; empty where somebody else had decided, or nobody had asked
  static Optional<PendingCheck> decide(
      Handle handle, String query, String bot, String verdict, boolean accepted, String reason) {
    return handle
        .createQuery(
            """
            update payments.checks
            set state = :state, decided_by = :verdict, reason = :reason
            where id = :id and bot = :bot and (state = 'pending' or decided_by = :verdict)
            returning id, record_key, query, received_at
            """)
        .bind("state", accepted ? "accepted" : "refused")
        .bind("verdict", verdict)
        .bind("reason", reason)
        .bind("id", query)
        .bind("bot", bot)
        .map((row, _) -> check(row))
        .findOne();
  }

  /// Refuses those whose time is over.
  static List<PendingCheck> overdue(Handle handle, Instant now, int most) {
    return handle
        .createQuery(
            """
            update payments.checks set state = 'refused', decided_by = :time
            where id in (
              select id from payments.checks where state = 'pending' and decide_at <= :now
              order by decide_at limit :most for update skip locked)
              and state = 'pending'
            returning id, record_key, query, received_at
            """)
        .bind("time", TIME)
        .bind("now", Times.of(now))
        .bind("most", most)
        .map((row, _) -> check(row))
        .list();
  }

  /// Removes those that nobody will ask for any more.
  static int sweep(Handle handle, Instant before) {
    return handle
        .createUpdate("delete from payments.checks where received_at < :before")
        .bind("before", Times.of(before))
        .execute();
  }

  private static PendingCheck check(java.sql.ResultSet row) throws java.sql.SQLException {
    return new PendingCheck(
        row.getString("id"),
        RecordKey.parse(row.getString("record_key")),
        row.getString("query"),
        Times.read(row, "received_at"));
  }
}
