// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.session;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.Argument;

/// The view of the sessions in PostgreSQL: the only class that touches `common.sessions` and
/// `common.session_watermarks`. Every method blocks on the database and throws what Jdbi throws.
/// Thread-safe.
///
/// A batch is three statements, whatever its size. A watermark says that everything below it is in
/// the view; it is locked first, so a former owner that writes late finds it and changes nothing.
final class SessionView {
  private static final String LOCK =
      """
      select partition, position from common.session_watermarks
      where group_id = :group and topic_id = :topic and partition = any(:partitions)
      order by partition
      for update
      """;

  private static final String FIRST =
      """
      insert into common.session_watermarks (group_id, partition, topic_id, position)
      select :group, partition, :topic, 0 from unnest(:partitions) partition
      on conflict (group_id, partition)
      do update set topic_id = excluded.topic_id, position = 0
      where session_watermarks.topic_id <> excluded.topic_id
      """;

  private static final String PUT =
      """
      insert into common.sessions as present
        (group_id, session_key, partition, topic_id, position, value, changed_at)
      select :group, key, partition, :topic, position, value, now()
      from unnest(:keys, :partitions, :positions, :values) as it(key, partition, position, value)
      order by key
      on conflict (group_id, session_key)
      do update set partition = excluded.partition, topic_id = excluded.topic_id,
        position = excluded.position, value = excluded.value, changed_at = excluded.changed_at
      where excluded.position > present.position
        or excluded.partition <> present.partition or excluded.topic_id <> present.topic_id
      """;

  private static final String FORGET =
      """
      delete from common.sessions where group_id = :group and session_key = any(:keys)
      """;

  private static final String ADVANCE =
      """
      update common.session_watermarks present set position = it.position
      from unnest(:partitions, :positions) as it(partition, position)
      where present.group_id = :group and present.topic_id = :topic
        and present.partition = it.partition and present.position < it.position
      """;

  private static final String READ =
      """
      select session_key, value from common.sessions
      where group_id = :group and session_key = any(:keys)
      """;

  private static final String WITHIN =
      """
      select session_key from common.sessions
      where group_id = :group and starts_with(session_key, :wanted)
      """;

  private static final String OF_USER =
      """
      select session_key from common.sessions where group_id = :group and session_key ~ :wanted
      """;

  private final Jdbi jdbi;
  private final String group;
  private final UUID topic;

  /// What was committed since the last batch.
  ///
  /// @param newest the newest change of each session
  /// @param watermarks per partition, the position after its last change
  record Batch(Collection<Change> newest, Map<Integer, Long> watermarks) {}

  /// One change as the view keeps it.
  ///
  /// @param value empty where the session is forgotten, which no state is
  record Change(String key, int partition, long position, byte[] value) {}

  /// @param topic the id of `chappe.sessions`: a topic made anew has another, and positions in the
  ///   old one say nothing of it
  SessionView(Jdbi jdbi, String group, UUID topic) {
    this.jdbi = jdbi;
    this.group = group;
    this.topic = topic;
  }

  /// The states of these sessions; none for those that there are not.
  Map<String, byte[]> read(Collection<String> keys) {
    return jdbi.withHandle(
        handle -> {
          Map<String, byte[]> found = new HashMap<>();
          handle
              .createQuery(READ)
              .bind("group", group)
              .bindArray("keys", String.class, List.copyOf(keys))
              .map((row, _) -> found.put(row.getString(1), row.getBytes(2)))
              .list();
          return found;
        });
  }

  /// The sessions whose names begin so. Looks at all of the group's.
  List<String> within(String prefix) {
    return keys(WITHIN, prefix);
  }

  /// The sessions of a user with a bot, the private chat's included. Looks at all of the group's.
  List<String> ofUser(String bot, long user) {
    return keys(OF_USER, "^" + bot + ":(-?[0-9]+:)?" + user + "$");
  }

  private List<String> keys(String query, String wanted) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(query)
                .bind("group", group)
                .bind("wanted", wanted)
                .mapTo(String.class)
                .list());
  }

  /// How far the view has come in each of these partitions.
  Map<Integer, Long> watermarks(Collection<Integer> partitions) {
    return jdbi.inTransaction(handle -> locked(handle, partitions));
  }

  /// Takes in a batch as a whole; what the view has already is passed over.
  void apply(Batch batch) {
    jdbi.useTransaction(
        handle -> {
          Map<Integer, Long> present = locked(handle, batch.watermarks().keySet());
          List<Change> fresh =
              batch.newest().stream()
                  .filter(it -> it.position() >= present.getOrDefault(it.partition(), 0L))
                  .toList();
          put(handle, fresh.stream().filter(it -> it.value().length > 0).toList());
          forget(handle, fresh.stream().filter(it -> it.value().length == 0).toList());
          List<Integer> partitions = List.copyOf(batch.watermarks().keySet());
          handle
              .createUpdate(ADVANCE)
              .bind("group", group)
              .bind("topic", topic)
              .bindArray("partitions", Integer.class, partitions)
              .bindArray(
                  "positions",
                  Long.class,
                  partitions.stream().map(batch.watermarks()::get).toList())
              .execute();
        });
  }

  private Map<Integer, Long> locked(Handle handle, Collection<Integer> partitions) {
    Map<Integer, Long> found = lock(handle, partitions);
    if (found.size() < partitions.size()) {
      handle
          .createUpdate(FIRST)
          .bind("group", group)
          .bind("topic", topic)
          .bindArray("partitions", Integer.class, partitions.stream().sorted().toList())
          .execute();
      found = lock(handle, partitions);
    }
    return found;
  }

  private Map<Integer, Long> lock(Handle handle, Collection<Integer> partitions) {
    Map<Integer, Long> found = new HashMap<>();
    handle
        .createQuery(LOCK)
        .bind("group", group)
        .bind("topic", topic)
        .bindArray("partitions", Integer.class, List.copyOf(partitions))
        .map((row, _) -> found.put(row.getInt(1), row.getLong(2)))
        .list();
    return found;
  }

  private void put(Handle handle, List<Change> changes) {
    if (changes.isEmpty()) {
      return;
    }
    List<String> keys = new ArrayList<>(changes.size());
    List<Integer> partitions = new ArrayList<>(changes.size());
    List<Long> positions = new ArrayList<>(changes.size());
    byte[][] values = changes.stream().map(Change::value).toArray(byte[][]::new);
    for (Change change : changes) {
      keys.add(change.key());
      partitions.add(change.partition());
      positions.add(change.position());
    }
    handle
        .createUpdate(PUT)
        .bind("group", group)
        .bind("topic", topic)
        .bindArray("keys", String.class, keys)
        .bindArray("partitions", Integer.class, partitions)
        .bindArray("positions", Long.class, positions)
        .bind(
            "values",
            (Argument)
                (position, statement, _) ->
                    statement.setArray(
                        position, statement.getConnection().createArrayOf("bytea", values)))
        .execute();
  }

  private void forget(Handle handle, List<Change> changes) {
    if (!changes.isEmpty()) {
      handle
          .createUpdate(FORGET)
          .bind("group", group)
          .bindArray("keys", String.class, changes.stream().map(Change::key).toList())
          .execute();
    }
  }
}
