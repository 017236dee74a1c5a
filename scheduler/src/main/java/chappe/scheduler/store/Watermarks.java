// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.scheduler.store;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// The table `scheduler.watermarks`: up to where every command of a partition has been applied and
/// committed. Below it a row need not be kept for redeliveries, and a command that comes
/// nevertheless, since somebody set the group's offsets back, changes nothing. Thread-safe.
public final class Watermarks {
  private static final String READ = "select partition, position from scheduler.watermarks";
  private static final String FOREIGN = "delete from scheduler.watermarks where topic_id <> :topic";
  private static final String ADVANCE =
      """
      insert into scheduler.watermarks as w (partition, topic_id, position)
      values (:partition, :topic, :position)
      on conflict (partition) do update set position = greatest(w.position, excluded.position)
      """;

  private final Jdbi jdbi;
  private volatile Map<Integer, Long> known = Map.of();

  public Watermarks(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /// Forgets the watermarks of a topic that there is no more.
  ///
  /// @return whether there were any: positions of its commands then mean nothing
  boolean forgetOthers(Handle handle, UUID topic) {
    return handle.createUpdate(FOREIGN).bind("topic", topic).execute() > 0;
  }

  /// Moves forward what is further than it was.
  ///
  /// @param committed per partition the group's offset
  public void advance(UUID topic, Map<Integer, Long> committed) {
    jdbi.useTransaction(
        handle -> {
          var batch = handle.prepareBatch(ADVANCE);
          // in one order, for others advance them too
          committed.keySet().stream()
              .sorted()
              .forEach(
                  it ->
                      batch
                          .bind("partition", it)
                          .bind("topic", topic)
                          .bind("position", committed.get(it))
                          .add());
          batch.execute();
          known = read(handle);
        });
  }

  static Map<Integer, Long> read(Handle handle) {
    Map<Integer, Long> found = new HashMap<>();
    handle.createQuery(READ).map((row, _) -> found.put(row.getInt(1), row.getLong(2))).list();
    return found;
  }

  /// Whether no command that made or changed a job can come again, as far as is known here.
  boolean isBelow(Job job) {
    return job.position() < known.getOrDefault(job.partition(), 0L);
  }
}
