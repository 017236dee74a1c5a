// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.session;

import chappe.common.database.BatchedReads;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jdbi.v3.core.Jdbi;

/// The sessions of the partition numbers that are here. Thread-safe.
///
/// The caller sees to it that one session is read and changed by one thread at a time: its record's
/// queue. [#readCommitted] alone is for others.
public final class SessionStore implements AutoCloseable {
  /// No session: no state is empty.
  static final byte[] NOTHING = {};

  private static final int OVERHEAD_BYTES = 160;

  private final String group;
  private final SessionView view;
  private final BatchedReads<String, byte[]> reads;
  private final ViewWriter writer;
  private final Cache<Place, byte[]> cache;

  private record Place(Stay stay, String key) {}

  /// @param topic the id of `chappe.sessions`
  /// @param cacheBytes how much of what the view has is kept in memory, at most
  /// @param died told of an error that ends the reading or writing of sessions
  public SessionStore(
      Jdbi jdbi, String group, UUID topic, long cacheBytes, Consumer<Throwable> died) {
    this.group = group;
    this.view = new SessionView(jdbi, group, topic);
    this.reads = new BatchedReads<>("sessions", view::read, died);
    this.writer = new ViewWriter(view, this::written, died);
    this.cache =
        Caffeine.newBuilder()
            .maximumWeight(cacheBytes)
            .<Place, byte[]>weigher(
                (place, value) -> OVERHEAD_BYTES + place.key().length() + value.length)
            .build();
  }

  /// The view behind it.
  SessionView view() {
    return view;
  }

  /// Begins a stay of a partition number, which [SessionRecovery] has brought up to date.
  public Stay enter(int number) {
    return new Stay(group, number);
  }

  /// The state of a session; empty where there is none. May block on the database, and waits where
  /// that is away.
  ///
  /// @throws InterruptedException where the caller is interrupted, or the store is closed
  public Optional<byte[]> read(Stay stay, String key) throws InterruptedException {
    Stay.Unwritten unwritten = stay.unwritten.get(key);
    if (unwritten != null) {
      return unwritten.newest().value();
    }
    Place place = new Place(stay, key);
    byte[] value = cache.getIfPresent(place);
    if (value == null) {
      writer.awaitRoom();
      value = reads.read(key).orElse(NOTHING);
      cache.put(place, value);
    }
    return value.length == 0 ? Optional.empty() : Optional.of(value);
  }

  /// The state of a session as the last committed round left it; for any thread, also while the
  /// session's own queue reads and changes it. May block on the database.
  ///
  /// @throws InterruptedException where the caller is interrupted, or the store is closed
  public Optional<byte[]> readCommitted(Stay stay, String key) throws InterruptedException {
    Stay.Unwritten unwritten = stay.unwritten.get(key);
    if (unwritten != null && unwritten.committed().isPresent()) {
      return unwritten.committed().get().value();
    }
    // What is read here is not cached: the session's own queue may be ahead of it.
    byte[] cached = cache.getIfPresent(new Place(stay, key));
    byte[] value = cached == null ? reads.read(key).orElse(NOTHING) : cached;
    return value.length == 0 ? Optional.empty() : Optional.of(value);
  }

  /// Takes changes at the end of a handler's call: the next read sees them.
  public void change(List<SessionChange> changes) {
    for (SessionChange change : changes) {
      change.stay.unwritten.merge(
          change.key,
          new Stay.Unwritten(change, 1),
          (older, newer) ->
              new Stay.Unwritten(newer.newest(), older.changes() + 1, older.committed()));
    }
  }

  /// Takes the changes of a committed round, in the order of their positions; never blocks.
  public void committed(List<SessionChange> changes) {
    if (!changes.isEmpty()) {
      changes.forEach(SessionStore::committed);
      writer.add(changes);
    }
  }

  private static void committed(SessionChange change) {
    change.stay.unwritten.computeIfPresent(
        change.key,
        (_, present) ->
            new Stay.Unwritten(present.newest(), present.changes(), Optional.of(change)));
  }

  /// How many sessions are committed and not yet in the view.
  public int unwritten() {
    return writer.waiting();
  }

  private void written(ViewWriter.Stretch stretch) {
    stretch.sessions.forEach(this::written);
  }

  private void written(Stay stay, Map<String, Stay.Unwritten> sessions) {
    sessions.forEach(
        (key, done) ->
            stay.unwritten.computeIfPresent(
                key,
                (_, present) -> {
                  int left = present.changes() - done.changes();
                  if (left > 0) {
                    return new Stay.Unwritten(present.newest(), left, present.committed());
                  }
                  cache.put(new Place(stay, key), done.newest().value().orElse(NOTHING));
                  return null;
                }));
  }

  /// Writes what is committed, as far as that is quickly done, and stops. A second call does
  /// nothing.
  @Override
  public void close() {
    writer.close();
    reads.close();
  }
}
