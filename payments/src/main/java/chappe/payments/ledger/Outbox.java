// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.payments.ledger;

import chappe.common.record.RecordKey;
import chappe.common.record.Topic;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// The table of records on their way to Kafka. They are written in the transaction of what they
/// tell, and removed when Kafka has them: after a crash one may be put there again, with the same
/// id, by which its readers recognise it. Thread-safe.
final class Outbox {
  private Outbox() {}

  /// A row.
  record Row(long position, Outgoing record) {}

  static void add(Handle handle, Outgoing outgoing, Instant now) {
    handle
        .createUpdate(
            """
            insert into payments.outbox (id, topic, record_key, type, value, written_at)
            values (:id, :topic, :key, :type, :value, :now)
            on conflict (id) do nothing
            """)
        .bind("id", outgoing.id())
        .bind("topic", outgoing.topic().name())
        .bind("key", outgoing.key().toString())
        .bind("type", outgoing.type())
        .bind("value", outgoing.value())
        .bind("now", Times.of(now))
        .execute();
  }

  /// The oldest, which nobody else sees before this transaction ends.
  static List<Row> oldest(Handle handle, int most) {
    return handle
        .createQuery(
            """
            select position, id, topic, record_key, type, value from payments.outbox
            order by position limit :most for update skip locked
            """)
        .bind("most", most)
        .map((row, _) -> row(row))
        .list();
  }

  static void remove(Handle handle, Collection<Long> positions) {
    handle
        .createUpdate("delete from payments.outbox where position = any(:positions)")
        .bindArray("positions", Long.class, positions)
        .execute();
  }

  private static Row row(ResultSet row) throws SQLException {
    return new Row(
        row.getLong("position"),
        new Outgoing(
            row.getString("id"),
            Topic.valueOf(row.getString("topic")),
            RecordKey.parse(row.getString("record_key")),
            row.getString("type"),
            row.getBytes("value")));
  }
}
