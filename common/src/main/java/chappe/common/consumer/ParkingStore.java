// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.consumer;

import chappe.common.record.RecordPlace;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/// The tables of what waits: `common.parking_owners`, `common.parked_keys`,
/// `common.parked_records`. Every write is one transaction and begins by asking whether the stay
/// that writes still owns its partition number, so that an instance which lost it can change
/// nothing. Thread-safe.
final class ParkingStore {
  private static final String OWN =
      """
      insert into common.parking_owners (group_id, partition, owner) values (:group, :partition, :owner)
      on conflict (group_id, partition) do update set owner = excluded.owner
      """;
  private static final String STILL_OWNED =
      """
      select count(*) from (
        select 1 from common.parking_owners
        where group_id = :group and partition = :partition and owner = :owner for share) owned
      """;
  private static final String ALL_PLACES =
      """
      select topic, partition, record_offset from common.parked_records
      where group_id = :group and partition = :partition
      """;
  private static final String DELETE =
      """
      delete from common.parked_records where group_id = :group and topic = :topic
      and partition = :partition and record_offset = :offset
      """;
  private static final String ALL_KEYS =
      """
      select record_key, cause, topic, partition, record_offset from common.parked_keys k
      where group_id = :group and partition = :partition
      """;
  private static final String HOLDS_NONE =
      """
      delete from common.parked_keys k where group_id = :group and record_key = :key
      and not exists (select from common.parked_records r
        where r.group_id = k.group_id and r.record_key = k.record_key)
      """;
  private static final String PARK =
      """
      insert into common.parked_keys
        (group_id, record_key, partition, cause, topic, record_offset, parked_at)
      values (:group, :key, :partition, :cause, :topic, :offset, :at)
      on conflict (group_id, record_key) do update
      set cause = excluded.cause, topic = excluded.topic, record_offset = excluded.record_offset
      """;
  private static final String HOLD =
      """
      insert into common.parked_records
        (group_id, record_key, topic, partition, record_offset, id, headers, value, held_at)
      values (:group, :key, :topic, :partition, :offset, :id, :headers, :value, :at)
      on conflict (group_id, topic, partition, record_offset) do update
      set record_key = excluded.record_key, id = excluded.id, headers = excluded.headers,
        value = excluded.value
      """;
  private static final String RENAME =
      """
      update common.parked_records set id = :id where group_id = :group and topic = :topic
      and partition = :partition and record_offset = :offset
      """;
  private static final String HELD =
      """
      select topic, partition, record_offset, id, headers, value from common.parked_records
      where group_id = :group and record_key = :key order by position
      """;

  private final Jdbi jdbi;
  private final String group;
  private final InstantSource clock;

  ParkingStore(Jdbi jdbi, String group, InstantSource clock) {
    this.jdbi = jdbi;
    this.group = group;
    this.clock = clock;
  }

  /// A record that waits.
  record Held(RecordPlace place, String id, byte[] headers, byte @Nullable [] value) {}

  /// The stay that writes no longer owns its partition number.
  static final class NotOwned extends RuntimeException {
    NotOwned() {
      super("the partition number is another's", null, false, false);
    }
  }

  /// One transaction of a stay.
  <T> T write(ParkedKeys stay, int partition, Function<Handle, T> work) {
    return jdbi.inTransaction(
        handle -> {
          int owned =
              handle
                  .createQuery(STILL_OWNED)
                  .bind("group", group)
                  .bind("partition", partition)
                  .bind("owner", stay.owner)
                  .mapTo(Integer.class)
                  .one();
          if (owned == 0) {
            throw new NotOwned();
          }
          return work.apply(handle);
        });
  }

  /// Begins a stay: takes the number over, and forgets what the log will bring again.
  ///
  /// @param finished whether the record of a place is counted as finished in Kafka
  ParkedKeys enter(int partition, Predicate<RecordPlace> finished) {
    var stay = new ParkedKeys();
    jdbi.useTransaction(
        handle -> {
          own(handle, partition, stay.owner);
          query(handle, ALL_PLACES, partition).map((row, _) -> place(row)).list().stream()
              .filter(finished.negate())
              .forEach(place -> delete(handle, place));
          query(handle, ALL_KEYS, partition)
              .map(
                  (row, _) ->
                      new Parked(row.getString("record_key"), row.getString("cause"), place(row)))
              .list()
              .stream()
              .filter(key -> finished.test(key.place()) || !unpark(handle, key.name()))
              .forEach(key -> stay.causes.put(key.name(), key.cause()));
        });
    return stay;
  }

  private record Parked(String name, String cause, RecordPlace place) {}

  private void own(Handle handle, int partition, UUID owner) {
    handle
        .createUpdate(OWN)
        .bind("group", group)
        .bind("partition", partition)
        .bind("owner", owner)
        .execute();
  }

  private Query query(Handle handle, String query, int partition) {
    return handle.createQuery(query).bind("group", group).bind("partition", partition);
  }

  private static RecordPlace place(ResultSet row) throws SQLException {
    return new RecordPlace(
        row.getString("topic"), row.getInt("partition"), row.getLong("record_offset"));
  }

  /// Lets the later records of a key wait.
  void park(Handle handle, ConsumerRecord<String, byte[]> record, String cause) {
    handle
        .createUpdate(PARK)
        .bind("group", group)
        .bind("key", record.key())
        .bind("partition", record.partition())
        .bind("cause", cause)
        .bind("topic", record.topic())
        .bind("offset", record.offset())
        .bind("at", now())
        .execute();
  }

  /// Lets the records of a key go on, unless some wait.
  ///
  /// @return whether none waits
  boolean unpark(Handle handle, String key) {
    return handle.createUpdate(HOLDS_NONE).bind("group", group).bind("key", key).execute() > 0
        || held(handle, key).isEmpty();
  }

  void hold(Handle handle, ConsumerRecord<String, byte[]> record, String id) {
    handle
        .createUpdate(HOLD)
        .bind("group", group)
        .bind("key", record.key())
        .bind("topic", record.topic())
        .bind("partition", record.partition())
        .bind("offset", record.offset())
        .bind("id", id)
        .bind("headers", HeaderBytes.write(record.headers()))
        .bind("value", record.value())
        .bind("at", now())
        .execute();
  }

  /// Gives a record that waits the id under which it was let go in vain.
  ///
  /// @return whether it is there
  boolean rename(Handle handle, RecordPlace place, String id) {
    return handle
            .createUpdate(RENAME)
            .bind("group", group)
            .bind("topic", place.log())
            .bind("partition", place.partition())
            .bind("offset", place.offset())
            .bind("id", id)
            .execute()
        > 0;
  }

  void delete(Handle handle, RecordPlace place) {
    handle
        .createUpdate(DELETE)
        .bind("group", group)
        .bind("topic", place.log())
        .bind("partition", place.partition())
        .bind("offset", place.offset())
        .execute();
  }

  /// What waits of a key, in order.
  List<Held> held(Handle handle, String key) {
    return handle
        .createQuery(HELD)
        .bind("group", group)
        .bind("key", key)
        .map(
            (row, _) ->
                new Held(
                    place(row),
                    row.getString("id"),
                    row.getBytes("headers"),
                    row.getBytes("value")))
        .list();
  }

  private OffsetDateTime now() {
    Instant now = clock.instant();
    return now.atOffset(ZoneOffset.UTC);
  }
}
