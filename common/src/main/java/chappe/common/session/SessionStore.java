// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.session;

import chappe.common.database.BatchedReads;
import chappe.common.database.Patience;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Jdbi;

/// The sessions of the partition numbers that are here. Thread-safe.
///
/// The caller sees to it that one session is read and changed by one thread at a time: its record's
/// queue. [#readCommitted] alone is for others.
public final class SessionStore implements AutoCloseable {
  /// No session: no state is empty.
  static final byte[] NOTHING = {};

  private static final int OVERHEAD_BYTES = 160;
  private static final Pattern USER = Pattern.compile("[0-9]{1,18}");

  private final String group;
  private final SessionView view;
  private final BatchedReads<String, byte[]> reads;
  private final ViewWriter writer;
  private final Patience patience = new Patience();
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

  /// The users who have a session within a key: those that the view may not have yet included. May
  /// block on the database, and waits where that is away.
  public Set<Long> users(Stay stay, String key) {
    String prefix = key + ":";
    // What the view does not have is looked at first: it can only move there meanwhile.
    Map<String, Boolean> unwritten = new HashMap<>();
    stay.unwritten.forEach(
        (session, change) -> {
          if (session.startsWith(prefix)) {
            unwritten.put(session, change.newest().value().isPresent());
          }
        });
    Set<String> found = new TreeSet<>(patience.until(() -> view.within(prefix)));
    unwritten.forEach(
        (session, present) -> {
          if (present) {
            found.add(session);
          } else {
            found.remove(session);
          }
        });
    Set<Long> users = new TreeSet<>();
    for (String session : found) {
      String user = session.substring(prefix.length());
      if (USER.matcher(user).matches()) {
        users.add(Long.parseLong(user));
      }
    }
    return users;
  }

  /// The keys of a bot in which a user has a session, as the view has them. May block on the
  /// database, and waits where that is away.
  public Set<String> keysOf(String bot, long user) {
    String own = bot + ":" + user;
    Set<String> keys = new TreeSet<>();
    for (String session : patience.until(() -> view.ofUser(bot, user))) {
      keys.add(session.equals(own) ? own : session.substring(0, session.lastIndexOf(':')));
    }
    return keys;
  }

  /// The state of a session as the view has it. May block on the database, and waits where that is
  /// away.
  ///
  /// @throws InterruptedException where the caller is interrupted, or the store is closed
  public Optional<byte[]> view(String key) throws InterruptedException {
    return reads.read(key);
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
