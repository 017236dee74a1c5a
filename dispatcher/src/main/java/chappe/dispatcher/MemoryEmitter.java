// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import chappe.common.consumer.Emitter;
import chappe.common.consumer.Received;
import chappe.common.consumer.Session;
import chappe.common.consumer.SessionDirectory;
import chappe.common.record.RecordKey;
import chappe.common.record.Topic;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Keeps what one call of a handler emits and remembers; nothing of it counts before [#commit].
final class MemoryEmitter implements Emitter {
  private final Received received;
  private final Map<String, byte[]> sessions;
  private final Map<String, Optional<byte[]>> changes = new HashMap<>();
  private final List<Emission> emissions = new ArrayList<>();
  private final List<Emission> early = new ArrayList<>();
  private int count;

  /// @param sessions what is remembered, kept from one record to the next
  MemoryEmitter(Received received, Map<String, byte[]> sessions) {
    this.received = received;
    this.sessions = sessions;
  }

  @Override
  public Session session() {
    return new Kept(received.key());
  }

  @Override
  public Session session(long user) {
    return new Kept(received.key() + ":" + user);
  }

  @Override
  public Optional<byte[]> committedSession() {
    return Optional.ofNullable(sessions.get(received.key()));
  }

  @Override
  public SessionDirectory directory() {
    return new MemoryDirectory(sessions, received.key());
  }

  @Override
  public String emit(Topic topic, RecordKey key, String type, byte[] value) {
    count++;
    var id = received.id() + ":" + count;
    emitAs(id, topic, key, type, value);
    return id;
  }

  @Override
  public void emitAs(String id, Topic topic, RecordKey key, String type, byte[] value) {
    emissions.add(new Emission(id, topic, key.toString(), type, value));
  }

  @Override
  public void early(Topic topic, RecordKey key, String type, byte[] value) {
    var id = received.id() + ":early:" + (early.size() + 1);
    early.add(new Emission(id, topic, key.toString(), type, value));
  }

  /// What left before the call ended, and stands even where it failed.
  List<Emission> early() {
    return List.copyOf(early);
  }

  /// Takes over what was remembered.
  ///
  /// @return what was emitted, in order
  List<Emission> commit() {
    changes.forEach(
        (key, value) ->
            value.ifPresentOrElse(it -> sessions.put(key, it), () -> sessions.remove(key)));
    return List.copyOf(emissions);
  }

  private final class Kept implements Session {
    private final String key;

    Kept(String key) {
      this.key = key;
    }

    @Override
    public Optional<byte[]> value() {
      return changes.getOrDefault(key, Optional.ofNullable(sessions.get(key)));
    }

    @Override
    public void put(byte[] value) {
      changes.put(key, Optional.of(value));
    }

    @Override
    public void forget() {
      changes.put(key, Optional.empty());
    }
  }
}
