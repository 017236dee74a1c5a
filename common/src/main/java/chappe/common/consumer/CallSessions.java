// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.consumer;

import chappe.common.record.RecordKey;
import chappe.common.session.SessionChange;
import chappe.common.session.SessionStore;
import chappe.common.session.Stay;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The sessions that one call of a handler asks for. Confined to the call.
final class CallSessions implements SessionDirectory {
  private static final int MAX_BYTES = 1024 * 1024;

  private final SessionStore store;
  private final Stay stay;
  private final String key;

  /// Made when the first is asked for: most calls ask for none.
  private Map<String, Opened> opened = Map.of();

  private volatile boolean closed;

  /// @param key of the record
  CallSessions(SessionStore store, Stay stay, String key) {
    this.store = store;
    this.stay = stay;
    this.key = key;
  }

  /// @param suffix empty for the key's own session, `:{user}` for that of a user within it
  Session open(String suffix) {
    checkOpen();
    if (opened.isEmpty()) {
      opened = new LinkedHashMap<>();
    }
    return opened.computeIfAbsent(suffix, Opened::new);
  }

  /// The key's own session as the last committed round left it.
  Optional<byte[]> committed() {
    checkOpen();
    try {
      return store.readCommitted(stay, key);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a session was read", e);
    }
  }

  @Override
  public Set<Long> users() {
    return read(() -> store.users(stay, key));
  }

  @Override
  public Set<RecordKey> keysOf(String bot, long user) {
    return read(() -> store.keysOf(bot, user)).stream()
        .map(RecordKey::parse)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  @Override
  public Optional<byte[]> of(RecordKey other) {
    return read(() -> store.view(other.toString()));
  }

  private <T> T read(Callable<T> reading) {
    checkOpen();
    try {
      return reading.call();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while sessions were looked up", e);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /// Ends the call.
  ///
  /// @return what it changed, in the order in which the sessions were asked for
  List<SessionChange> close(SessionChange.Cause cause) {
    closed = true;
    return opened.entrySet().stream()
        .filter(entry -> entry.getValue().changed)
        .map(
            entry ->
                new SessionChange(
                    stay,
                    key + entry.getKey(),
                    ":session" + entry.getKey(),
                    entry.getValue().value,
                    cause))
        .toList();
  }

  boolean isChanged() {
    return !opened.isEmpty() && opened.values().stream().anyMatch(it -> it.changed);
  }

  private void checkOpen() {
    if (closed) {
      throw new IllegalStateException("the handler's call has ended; its session is closed");
    }
  }

  private final class Opened implements Session {
    private final String suffix;
    private boolean known;
    private boolean changed;
    private byte @Nullable [] value;

    Opened(String suffix) {
      this.suffix = suffix;
    }

    @Override
    public Optional<byte[]> value() {
      checkOpen();
      if (!known) {
        try {
          value = store.read(stay, key + suffix).orElse(null);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new IllegalStateException("interrupted while a session was read", e);
        }
        known = true;
      }
      return Optional.ofNullable(value);
    }

    @Override
    public void put(byte[] state) {
      checkOpen();
      if (state.length == 0 || state.length > MAX_BYTES) {
        throw new IllegalArgumentException(
            "a session of %d bytes; 1 to %d are possible".formatted(state.length, MAX_BYTES));
      }
      set(state);
    }

    @Override
    public void forget() {
      checkOpen();
      set(null);
    }

    private void set(byte @Nullable [] state) {
      value = state;
      known = true;
      changed = true;
    }
  }
}
