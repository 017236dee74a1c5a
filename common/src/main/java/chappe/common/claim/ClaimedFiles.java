// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.claim;

import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/// The bytes of files in the database (`dispatcher.files`), from the handler's call that gives them
/// until their command has its result. Thread-safe; its methods block on the database and throw
/// [org.jdbi.v3.core.JdbiException] where that is away.
public final class ClaimedFiles {
  /// What no result takes away is gone after a day.
  public static final Duration LONGEST = Duration.ofDays(1);

  /// After its result a file stays a while: a sender that crashed before it noted the result sends
  /// the command again.
  public static final Duration AFTERWARDS = Duration.ofMinutes(10);

  private final Jdbi jdbi;
  private final InstantSource clock;

  public ClaimedFiles(Jdbi jdbi, InstantSource clock) {
    this.jdbi = jdbi;
    this.clock = clock;
  }

  /// Keeps a file; one of the same id is replaced.
  public void put(String id, byte[] content) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    insert into dispatcher.files (id, content, made_at)
                    values (:id, :content, :now)
                    on conflict (id) do update
                    set content = excluded.content, made_at = excluded.made_at, done_at = null
                    """)
                .bind("id", id)
                .bind("content", content)
                .bind("now", now())
                .execute());
  }

  /// The bytes of a file; empty where it is gone.
  public Optional<byte[]> find(String id) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select content from dispatcher.files where id = :id")
                .bind("id", id)
                .map((row, _) -> row.getBytes(1))
                .findOne());
  }

  /// Notes that the command of files has its result.
  public void done(Collection<String> ids) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate("update dispatcher.files set done_at = :now where id = any(:ids)")
                .bind("now", now())
                .bindArray("ids", String.class, ids)
                .execute());
  }

  /// Removes what is no longer needed.
  ///
  /// @return how many files
  public int sweep() {
    return jdbi.withHandle(
        handle ->
            handle
                .createUpdate(
                    "delete from dispatcher.files where done_at < :done or made_at < :made")
                .bind("done", now().minus(AFTERWARDS))
                .bind("made", now().minus(LONGEST))
                .execute());
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }
}
